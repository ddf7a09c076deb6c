import type { Cases } from '../run-case.ts'
import { GOOD, inProject, mcp } from '../server-files.ts'

const server = (...args: string[]) => ({ command: 'npx', args: ['-y', '@acme/tts', ...args] })

export const cases: Cases = {
  triggers: {
    'two of one plugin': { ...mcp({ a: server(), b: server() }), at: ['.mcp.json:10'], says: /a of voice/ },
    'a plugin’s and the project’s': {
      ...mcp({ a: server() }),
      ...inProject({ tts: server() }),
      at: ['.mcp.json:3'],
      says: /tts of the project/,
    },
    'one address': {
      ...mcp({
        a: { type: 'http', url: 'https://a.example/' },
        b: { type: 'http', url: 'https://a.example/', headers: { A: 'b' } },
      }),
      at: ['.mcp.json:7'],
    },
  },
  nearMisses: {
    'another argument': mcp({ a: server(), b: server('--loud') }),
    'another environment': mcp({ a: { ...server(), env: { A: '1' } }, b: { ...server(), env: { A: '2' } } }),
    'a plugin that is disabled': {
      ...mcp({ a: server() }),
      ...inProject({ tts: server() }),
      place: () => ({ enabled: false }),
    },
    'one that is left out': mcp({ a: GOOD, b: { ...GOOD, type: 'pipe' } }),
  },
}
