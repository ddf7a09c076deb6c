import { defineCheck } from '../check.ts'

export const check = defineCheck({
  name: 'plugin-file-not-tracked',
  title: 'A configuration names a file that git does not hand on',
  of: 'plugin',
  evidence: {
    how: 'measured',
    version: '2.1.329',
    says: 'From a git repository only what is committed is installed: neither a file that was never added nor one that .gitignore names.',
    shownBy: 'claude/doctor-packaging.test.ts',
  },
  *find({ git }) {
    for (const { file, line, path, ignored } of git?.untracked ?? [])
      yield {
        key: path,
        severity: 'warning',
        file,
        line,
        about: `file ${path}`,
        message: `\`${path}\` is named here, and ${ignored ? 'git ignores it' : 'it was never added to git'}.`,
        happens: 'Where the plugin is installed from git, this file is not there.',
        fix: ignored ? 'Take it out of .gitignore and add it.' : `Run \`git add ${path}\` in the plugin’s folder.`,
      }
  },
})
