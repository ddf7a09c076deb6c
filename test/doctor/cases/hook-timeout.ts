import { command, HOOKS, hooks, settings } from '../hook-files.ts'
import type { Cases } from '../run-case.ts'

const after = (timeout: unknown) => command('true', {}, { timeout })

export const cases: Cases = {
  triggers: {
    zero: { ...after(0), at: [`${HOOKS}:6`], says: /timeout of 0/ },
    negative: { ...after(-5), at: [`${HOOKS}:6`] },
    'a text': { ...after('5'), at: [`${HOOKS}:6`] },
    null: { ...after(null), at: [`${HOOKS}:6`] },
    milliseconds: { ...after(5000), at: [`${HOOKS}:6`], says: /83 minutes/ },
    'more than anybody waits': { ...after(1e300), at: [`${HOOKS}:6`], says: /days/ },
    'of an http hook': { ...hooks('Stop', [{ type: 'http', url: 'http://x', timeout: [] }]), at: [`${HOOKS}:6`] },
    'in settings': {
      ...settings('Stop', { type: 'command', command: 'true', timeout: 0 }),
      at: ['config/settings.json:6'],
    },
  },
  nearMisses: { none: command('true'), seconds: after(5), 'half a second': after(0.5), 'ten minutes': after(600) },
}
