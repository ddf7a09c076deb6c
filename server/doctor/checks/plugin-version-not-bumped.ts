import { defineCheck } from '../check.ts'

export const check = defineCheck({
  name: 'plugin-version-not-bumped',
  title: 'The plugin changed, and its version did not',
  of: 'plugin',
  evidence: {
    how: 'measured',
    version: '2.1.329',
    says: 'With the same version `claude plugin update` says that it is already at the latest one and leaves the installed copy as it is, also after `claude plugin marketplace update` has brought the new files. Only a folder that Claude Code reads in place has them.',
    shownBy: 'claude/doctor-packaging.test.ts',
  },
  *find({ place, manifest, unbumped }) {
    if (unbumped === null) return
    const { version, amount, files, against } = unbumped
    const git = against === 'commit'
    yield {
      key: version,
      severity: git ? 'warning' : 'note',
      file: manifest.file,
      line: manifest.lines.version,
      about: `version ${version}`,
      message: `${names(files, amount)} changed since ${version} was installed, and plugin.json still says ${version}.`,
      happens: `Whoever has ${version} will not receive ${amount === 1 ? 'it' : 'them'}: \`claude plugin update\` says that this is the latest version.`,
      fix: `Raise \`version\` ${manifest.version === null ? 'in the catalogue' : 'in plugin.json'} before you publish${place.plugin?.entry?.version && manifest.version !== null ? ', and in the catalogue as well' : ''}.`,
    }
  },
})

function names(files: readonly string[], amount: number) {
  const [first = ''] = files
  if (amount === 1) return `\`${first}\``
  return `\`${first}\` and ${amount === 2 ? 'one more file' : `${amount - 1} more files`}`
}
