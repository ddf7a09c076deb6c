import { command, GOOD, HOOKS, ROOT } from '../hook-files.ts'
import type { Case, Cases } from '../run-case.ts'
import { type Situation, withSession } from '../sessions-of-case.ts'

const edited = (more: Partial<Situation> = {}): Case => ({
  ...command(`"${ROOT}/say.sh"`, { 'say.sh': GOOD }),
  ...withSession({ written: { [HOOKS]: 3, 'say.sh': 1 }, ...more }),
})

export const cases: Cases = {
  triggers: {
    'since the session began': { ...edited(), at: ['say.sh'], says: /after session \d+ read its hooks/ },
    'the file of hooks as well': { ...edited({ written: { [HOOKS]: 1, 'say.sh': 1 } }), at: ['say.sh'] },
  },
  nearMisses: {
    'before it began': edited({ startedAt: 0.5 }),
    'nobody has it': edited({ alive: false }),
    'no script': { ...command('true'), ...withSession({ written: { [HOOKS]: 1 } }) },
    'not there': { ...command(`"${ROOT}/gone.sh"`), ...withSession({ written: { [HOOKS]: 3 } }) },
  },
}
