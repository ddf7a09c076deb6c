import { defineCheck } from '../check.ts'

export const check = defineCheck({
  name: 'plugin-file-outside',
  title: 'A file of the plugin needs one that lies outside of it',
  of: 'plugin',
  evidence: {
    how: 'measured',
    version: '2.1.329',
    says: '`claude plugin install` copies the plugin’s own folder and nothing beside it, from a directory as from a git repository.',
    shownBy: 'claude/doctor-packaging.test.ts',
  },
  *find({ outside }) {
    for (const { file, line, written, leadsTo } of outside)
      yield {
        key: written,
        severity: 'warning',
        file,
        line,
        about: 'path out of the plugin',
        message: `\`${written}\` leads out of the plugin, to ${leadsTo}.`,
        happens: 'It is there on this machine; where the plugin is installed, nothing is at that place.',
        fix: 'Move what is needed into the plugin, or put a link to it there: a link within one marketplace is installed as a copy.',
      }
  },
})
