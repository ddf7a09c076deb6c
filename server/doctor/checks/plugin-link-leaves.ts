import { defineCheck } from '../check.ts'

export const check = defineCheck({
  name: 'plugin-link-leaves',
  title: 'A link leads out of the plugin and will not be installed',
  of: 'plugin',
  evidence: {
    how: 'measured',
    version: '2.1.329',
    says: '`claude plugin install` leaves out a link that leads out of the marketplace, and says nothing. One that leads out of the plugin to another place in its marketplace becomes a copy, and one that stays in the plugin stays a link.',
    shownBy: 'claude/doctor-packaging.test.ts',
  },
  *find({ place, links }) {
    for (const { path, target, leaves } of links) {
      if (leaves !== 'marketplace' || place.plugin?.scope === 'skills-dir') continue
      yield {
        key: path,
        severity: 'error',
        file: `${place.root}/${path}`,
        line: null,
        about: `link ${path}`,
        message: `\`${path}\` is a link to ${target}, outside of the plugin${place.marketplace?.folder ? ' and its marketplace' : ''}.`,
        happens: 'It is left out when the plugin is installed, without a word.',
        fix: 'Copy what it leads to into the plugin.',
      }
    }
  },
})
