import { defineCheck } from '../check.ts'

export const check = defineCheck({
  name: 'plugin-secrets-shipped',
  title: 'A file with secrets is handed on',
  of: 'plugin',
  evidence: {
    how: 'measured',
    version: '2.1.329',
    says: '`claude plugin install` copies `.env` like any other file of the plugin.',
    shownBy: 'claude/doctor-packaging.test.ts',
  },
  *find({ place, git }) {
    for (const path of git?.secrets ?? [])
      yield {
        key: path,
        severity: 'warning',
        file: `${place.root}/${path}`,
        line: null,
        about: path,
        message: `\`${path}\` is in the repository, and files of that name usually hold secrets.`,
        happens: 'Everybody who installs the plugin, or sees the repository, has what is in it.',
        fix: `Run \`git rm --cached ${path}\`, name it in .gitignore, and replace the secrets that were in it.`,
      }
  },
})
