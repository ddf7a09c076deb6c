import { HOOKS, hooks, settings } from '../hook-files.ts'
import type { Cases } from '../run-case.ts'

const http = { type: 'http', url: 'http://127.0.0.1:9/' }
const prompt = { type: 'prompt', prompt: 'Is it so?' }

export const cases: Cases = {
  triggers: {
    'http on SessionStart': { ...hooks('SessionStart', [http]), at: [`${HOOKS}:6`], says: /carries out no http hooks/ },
    'prompt on SessionStart': { ...hooks('SessionStart', [prompt]), at: [`${HOOKS}:6`] },
    'agent on PreCompact': { ...hooks('PreCompact', [{ ...prompt, type: 'agent' }]), at: [`${HOOKS}:6`] },
    'in settings': { ...settings('SessionEnd', prompt), at: ['config/settings.json:6'] },
  },
  nearMisses: {
    'a command': hooks('SessionStart', [{ type: 'command', command: 'true' }]),
    'http elsewhere': hooks('SessionEnd', [http]),
    'prompt where there is a conversation': hooks('Stop', [prompt]),
    'a type that there is not, whose check is another': hooks('SessionStart', [{ type: 'shell' }]),
    'an unknown event': hooks('SessionStarted', [http]),
  },
}
