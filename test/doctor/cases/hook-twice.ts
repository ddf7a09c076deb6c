import { command, HOOKS, hooks, inProject, manifest, matched, pretty, settings } from '../hook-files.ts'
import type { Cases } from '../run-case.ts'

const run = (text: string, more: object = {}) => ({ type: 'command', command: text, ...more })
const after = (...handlers: readonly object[]) => ({ Stop: [{ hooks: handlers }] })

export const cases: Cases = {
  triggers: {
    'beside itself': {
      ...hooks('Stop', [run('a'), run('b'), run('a')]),
      at: [`${HOOKS}:14`],
      says: /in line 6 already/,
    },
    'with another timeout': { ...hooks('Stop', [run('a'), run('a', { timeout: 5 })]), at: [`${HOOKS}:10`] },
    'in the manifest': {
      plugin: { ...manifest({ hooks: after(run('a')) }), [HOOKS]: pretty({ hooks: after(run('a')) }) },
      at: ['.claude-plugin/plugin.json:7'],
      says: /hooks\/hooks.json/,
    },
    'in another file': {
      plugin: {
        ...manifest({ hooks: './more.json' }),
        'more.json': pretty({ hooks: after(run('a')) }),
        [HOOKS]: pretty({ hooks: after(run('a')) }),
      },
      at: ['more.json:6'],
    },
    'in settings': { ...settings('Stop', run('a'), run('a')), at: ['config/settings.json:10'] },
  },
  nearMisses: {
    once: command('a'),
    'with another argument': hooks('Stop', [run('a'), run('a b')]),
    'for another event': {
      plugin: { [HOOKS]: pretty({ hooks: { ...after(run('a')), SubagentStop: after(run('a')).Stop } }) },
    },
    'for another matcher': matched('PreToolUse', 'Write'),
    'of a plugin and of the user': { ...command('a', {}, {}, 'Stop'), ...settings('Stop', run('a')) },
    'no commands': hooks('Stop', [
      { type: 'http', url: 'x' },
      { type: 'http', url: 'x' },
    ]),
    'of a project': inProject({}, run('a'), run('b')),
  },
}
