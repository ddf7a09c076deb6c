import { command, HOOKS, manifest, pretty } from '../hook-files.ts'
import type { Cases } from '../run-case.ts'

const MANIFEST = '.claude-plugin/plugin.json'
const empty = { [HOOKS]: pretty({ hooks: {} }) }

export const cases: Cases = {
  triggers: {
    'the usual file': { plugin: { ...manifest({ hooks: './hooks/hooks.json' }), ...empty }, at: [`${MANIFEST}:3`] },
    'in a list': { plugin: { ...manifest({ hooks: ['hooks/hooks.json'] }), ...empty }, at: [`${MANIFEST}:4`] },
    'another one twice': {
      plugin: { ...manifest({ hooks: ['./a.json', './a.json'] }), 'a.json': '{"hooks":{}}' },
      at: [`${MANIFEST}:5`],
    },
  },
  nearMisses: {
    'not named': command('true'),
    'another one': { plugin: { ...manifest({ hooks: './a.json' }), 'a.json': '{"hooks":{}}', ...empty } },
    'not there, whose check is another': { plugin: manifest({ hooks: './hooks/hooks.json' }) },
  },
}
