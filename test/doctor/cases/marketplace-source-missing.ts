import { catalogue } from '../packaging-files.ts'
import type { Cases } from '../run-case.ts'

export const cases: Cases = {
  triggers: {
    'no such folder': {
      ...catalogue([
        { name: 'voice', source: './voice' },
        { name: 'gone', source: './gone' },
      ]),
      at: ['.claude-plugin/marketplace.json:10'],
      says: /gone lies in \.\/gone/,
    },
  },
  nearMisses: {
    'it is there': catalogue([{ name: 'voice', source: './voice' }]),
    'it lies in a repository of its own': catalogue([{ name: 'far', source: { source: 'github', repo: 'acme/far' } }]),
  },
}
