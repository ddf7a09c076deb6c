import { defineCheck } from '../check.ts'

export const check = defineCheck({
  name: 'plugin-version-in-catalogue',
  title: 'The catalogue and plugin.json have different versions',
  of: 'plugin',
  evidence: {
    how: 'measured',
    version: '2.1.329',
    says: 'The version in plugin.json is the one that is installed, whatever the catalogue says. `claude plugin validate` of a marketplace tells it where the plugin lies in the marketplace; this is about those that lie elsewhere.',
    shownBy: 'claude/doctor-packaging.test.ts',
  },
  *find({ place, manifest }) {
    const entry = place.plugin?.entry
    if (!entry?.version || manifest.version === null || entry.version === manifest.version) return
    if (entry.source.kind === 'relative') return
    yield {
      key: 'version',
      severity: 'warning',
      file: manifest.file,
      line: manifest.lines.version,
      about: `version ${manifest.version}`,
      message: `\`plugin.json\` says ${manifest.version}, and the catalogue of ${place.plugin?.marketplace} says ${entry.version}.`,
      happens: `People who install it get it as ${manifest.version}; the catalogue shows them ${entry.version}.`,
      fix: 'Write the same version in both, or leave it out of the catalogue.',
    }
  },
})
