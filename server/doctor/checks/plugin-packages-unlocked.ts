import { defineCheck } from '../check.ts'

export const check = defineCheck({
  name: 'plugin-packages-unlocked',
  title: 'package.json names packages, and no lockfile does',
  of: 'plugin',
  evidence: {
    how: 'measured',
    version: '2.1.329',
    says: 'Claude Code runs `npm ci` in the installed copy only where there are package.json and package-lock.json; with a package.json alone, or a yarn.lock, nothing is installed.',
    shownBy: 'claude/doctor-packaging.test.ts',
  },
  *find({ place, packages: { unlocked } }) {
    if (unlocked === 0) return
    yield {
      key: 'packages',
      severity: 'note',
      file: `${place.root}/package.json`,
      line: null,
      about: 'packages',
      message: `\`package.json\` names ${unlocked === 1 ? 'a package' : `${unlocked} packages`}, and there is no package-lock.json.`,
      happens: 'Claude Code installs none of them for those who install the plugin.',
      fix: 'Run `npm install --package-lock-only` and commit the lockfile, or put what is needed into one file with a bundler.',
    }
  },
})
