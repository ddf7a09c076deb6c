import { manifest, tracked } from '../packaging-files.ts'
import type { Cases } from '../run-case.ts'

const plugin = { ...manifest(), '.env': 'TOKEN=1\n', '.env.example': 'TOKEN=\n' }

export const cases: Cases = {
  triggers: {
    'a .env in the repository': { plugin, prepare: tracked('.'), at: ['.env'] },
    'one of several': {
      plugin: { ...manifest(), '.env.production': 'TOKEN=1\n' },
      prepare: tracked('.'),
      at: ['.env.production'],
    },
  },
  nearMisses: {
    'not in the repository': { plugin, prepare: tracked('.claude-plugin') },
    'an example': { plugin: { ...manifest(), '.env.example': 'TOKEN=\n' }, prepare: tracked('.') },
    'in no repository': { plugin },
  },
}
