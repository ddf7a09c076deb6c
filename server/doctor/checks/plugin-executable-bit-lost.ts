import { defineCheck } from '../check.ts'

export const check = defineCheck({
  name: 'plugin-executable-bit-lost',
  title: 'A file is executable here, and not where the plugin is installed',
  of: 'plugin',
  evidence: {
    how: 'measured',
    version: '2.1.329',
    says: 'A plugin from a git repository is installed with the modes that git has recorded, whatever they are on the author’s disk.',
    shownBy: 'claude/doctor-packaging.test.ts',
  },
  *find({ place, git }) {
    for (const path of git?.unexecutable ?? [])
      yield {
        key: path,
        severity: 'warning',
        file: `${place.root}/${path}`,
        line: null,
        about: `mode of ${path}`,
        message: `\`${path}\` is executable on this disk, and git has recorded that it is not.`,
        happens: 'Where the plugin is installed from git, starting it as a program fails with “Permission denied”.',
        fix: `Run \`git update-index --chmod=+x ${path}\` in the plugin’s folder, and commit that.`,
      }
  },
})
