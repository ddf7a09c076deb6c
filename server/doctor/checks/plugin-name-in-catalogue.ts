import { defineCheck } from '../check.ts'

export const check = defineCheck({
  name: 'plugin-name-in-catalogue',
  title: 'The catalogue and plugin.json have different names',
  of: 'plugin',
  evidence: {
    how: 'measured',
    version: '2.1.329',
    says: 'A plugin is installed by the name in the catalogue, and its skills and commands begin with the one in plugin.json. `claude plugin validate` says nothing of it.',
    shownBy: 'claude/doctor-packaging.test.ts',
  },
  *find({ place, manifest }) {
    const entry = place.plugin?.entry
    if (!entry || manifest.name === null || manifest.name === entry.name) return
    yield {
      key: 'name',
      severity: 'warning',
      file: manifest.file,
      line: manifest.lines.name,
      about: `name ${manifest.name}`,
      message: `\`plugin.json\` calls it ${manifest.name}, and the catalogue of ${place.plugin?.marketplace} calls it ${entry.name}.`,
      happens: `It is installed as \`${place.id}\`, and its skills and commands are called \`/${manifest.name}:…\`.`,
      fix: 'Write the same name in both.',
    }
  },
})
