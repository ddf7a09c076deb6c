import { defineCheck } from '../check.ts'
import { saidFindings } from '../packaging/findings.ts'

export const check = defineCheck({
  name: 'marketplace-validate',
  title: '`claude plugin validate` has something to say of a catalogue',
  of: 'marketplace',
  evidence: {
    how: 'measured',
    version: '2.1.329',
    says: 'These are the words of `claude plugin validate --strict --json` itself. It reads marketplace.json and compares the version of an entry with that of its plugin.json; it does not notice an entry whose folder is missing, or a plugin.json with another name.',
    shownBy: 'claude/doctor-packaging.test.ts',
  },
  find: ({ said }) => saidFindings(said),
})
