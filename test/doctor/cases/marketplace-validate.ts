import { join } from 'node:path'
import { catalogue } from '../packaging-files.ts'
import type { Cases } from '../run-case.ts'

const SAID = [{ path: 'plugins.1.name', message: 'Duplicate plugin name "a" found in marketplace' }]

export const cases: Cases = {
  triggers: {
    'an entry twice': {
      ...catalogue([
        { name: 'a', source: './voice' },
        { name: 'a', source: './voice' },
      ]),
      around: (folders) => ({
        ...catalogue([]).around?.(folders),
        validated: async ({ path }) => ({
          version: '2.1.329',
          files: [{ file: path, type: 'marketplace', errors: SAID, warnings: [] }],
          directory: [],
        }),
      }),
      at: ['.claude-plugin/marketplace.json:9'],
    },
  },
  nearMisses: {
    'not asked yet': { ...catalogue([{ name: 'a', source: './voice' }]) },
    'not on this machine': {
      around: ({ root }) => ({
        ...catalogue([], { present: false }).around?.({ root } as never),
        validated: async () => ({
          version: '2.1.329',
          files: [
            { file: join(root, '.claude-plugin', 'marketplace.json'), type: 'marketplace', errors: SAID, warnings: [] },
          ],
          directory: [],
        }),
      }),
    },
  },
}
