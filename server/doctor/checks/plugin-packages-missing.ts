import { defineCheck } from '../check.ts'

export const check = defineCheck({
  name: 'plugin-packages-missing',
  title: 'The packages in package-lock.json are not installed',
  of: 'plugin',
  evidence: {
    how: 'measured',
    version: '2.1.329',
    says: 'When a plugin with package.json and a package-lock.json is installed, Claude Code runs `npm ci --ignore-scripts` in the copy; when that fails it says nothing and the plugin counts as installed. A folder that is read in place stays as it is.',
    shownBy: 'claude/doctor-packaging.test.ts',
  },
  *find({ packages: { missing } }) {
    if (missing === null) return
    const { folder, sentence, inPlace } = missing
    yield {
      key: 'packages',
      severity: 'warning',
      file: `${folder}/package-lock.json`,
      line: null,
      about: 'packages',
      message: sentence,
      happens: inPlace
        ? 'Claude Code reads this folder in place and installs nothing in it: a hook or server that imports a package fails.'
        : 'A hook or server of the plugin that imports one of them fails.',
      fix: `Run \`npm ci --ignore-scripts\` in ${folder}.`,
    }
  },
})
