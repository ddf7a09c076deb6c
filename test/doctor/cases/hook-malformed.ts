import { HOOKS, hooks, manifest, matched, pretty, settings } from '../hook-files.ts'
import type { Cases } from '../run-case.ts'

const file = (value: unknown) => ({ plugin: { [HOOKS]: pretty(value) } })

export const cases: Cases = {
  triggers: {
    'a type that there is not': {
      ...hooks('Stop', [{ type: 'shell', command: 'x' }]),
      at: [`${HOOKS}:6`],
      says: /"shell"/,
    },
    'no type': { ...hooks('Stop', [{ command: 'x' }]), at: [`${HOOKS}:6`] },
    'no command': { ...hooks('Stop', [{ type: 'command' }]), at: [`${HOOKS}:6`], says: /without “command”/ },
    'a command that is no text': { ...hooks('Stop', [{ type: 'command', command: ['x'] }]), at: [`${HOOKS}:6`] },
    'http without a url, prompt without one, and a tool without a server': {
      ...hooks('Stop', [{ type: 'http' }, { type: 'prompt' }, { type: 'agent' }, { type: 'mcp_tool', tool: 'a' }]),
      at: [`${HOOKS}:6`, `${HOOKS}:9`, `${HOOKS}:12`, `${HOOKS}:15`],
    },
    'a hook that is no object': { ...hooks('Stop', ['true', null]), at: [`${HOOKS}:6`, `${HOOKS}:7`] },
    'a matcher that is no text': { ...matched('PreToolUse', 5), at: [`${HOOKS}:5`] },
    'hooks without a matcher around them': {
      ...file({ hooks: { Stop: [{ type: 'command', command: 'true' }] } }),
      at: [`${HOOKS}:4`],
      says: /without a list “hooks”/,
    },
    'an event that is no list': { ...file({ hooks: { Stop: { hooks: [] } } }), at: [`${HOOKS}:3`] },
    'events without hooks around them': { ...file({ Stop: [] }), at: [`${HOOKS}:1`] },
    'a list': { ...file([]), at: [`${HOOKS}:1`] },
    'no object but null': { ...file({ hooks: null }), at: [`${HOOKS}:1`] },
    'in the manifest': {
      plugin: manifest({ hooks: { Stop: [{ hooks: [{ type: 'x' }] }] } }),
      at: ['.claude-plugin/plugin.json:7'],
    },
    'in settings': { ...settings('Stop', { type: 'x' }), at: ['config/settings.json:6'] },
    'hooks of settings that are a list': {
      config: { 'settings.json': '{"hooks": []}' },
      at: ['config/settings.json:1'],
    },
    'names that every object has': { ...hooks('Stop', [{ type: 'constructor' }]), at: [`${HOOKS}:6`] },
  },
  nearMisses: {
    'every type, with what it needs': hooks('Stop', [
      { type: 'command', command: 'true', unheardOf: 1 },
      { type: 'http', url: 'http://localhost' },
      { type: 'prompt', prompt: 'Is it done?' },
      { type: 'agent', prompt: 'Look.' },
      { type: 'mcp_tool', server: 'a', tool: 'b' },
    ]),
    'no hooks of an event': file({ hooks: { Stop: [] }, description: 'None yet' }),
    'settings without hooks': { config: { 'settings.json': '{"model": "x"}' } },
    'only modules': file({ modules: [] }),
    'an unknown event, whose check is another': file({ hooks: { Stopp: 5 } }),
    'a timeout, whose check is another': hooks('Stop', [{ type: 'command', command: 'true', timeout: 0 }]),
  },
}
