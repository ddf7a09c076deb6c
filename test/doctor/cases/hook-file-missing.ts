import { command, HOOKS, manifest, pretty } from '../hook-files.ts'
import type { Cases } from '../run-case.ts'

const MANIFEST = '.claude-plugin/plugin.json'

export const cases: Cases = {
  triggers: {
    'one file': { plugin: manifest({ hooks: './hooks/extra.json' }), at: [`${MANIFEST}:3`], says: /hooks\/extra.json/ },
    'one of several': {
      plugin: { ...manifest({ hooks: ['./a.json', './b.json'] }), 'a.json': pretty({ hooks: {} }) },
      at: [`${MANIFEST}:5`],
    },
    'the usual one, when it is named': { plugin: manifest({ hooks: './hooks/hooks.json' }), at: [`${MANIFEST}:3`] },
  },
  nearMisses: {
    'it is there': { plugin: { ...manifest({ hooks: './a.json' }), 'a.json': pretty({ hooks: {} }) } },
    'nothing is named': { plugin: manifest({}) },
    'hooks in the manifest itself': { plugin: manifest({ hooks: { Stop: [] } }) },
    'the usual one': command('true', { [HOOKS]: pretty({ hooks: {} }) }),
  },
}
