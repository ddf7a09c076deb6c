import type { Cases } from '../run-case.ts'
import { GOOD, inProject, manifest, mcp } from '../server-files.ts'

export const cases: Cases = {
  triggers: {
    'no command': { ...mcp({ tts: { args: ['x'] }, b: GOOD }), at: ['.mcp.json:3'], says: /tts has no `command`/ },
    'no object': { ...mcp({ tts: 'node' }), at: ['.mcp.json:3'] },
    'an unknown type': {
      ...mcp({ tts: { type: 'pipe', command: 'node' } }),
      at: ['.mcp.json:4'],
      says: /`type` "pipe"/,
    },
    'a url without a type': { ...mcp({ tts: { url: 'https://a.example/mcp' } }), at: ['.mcp.json:4'] },
    'a type without a url': { ...mcp({ tts: { type: 'http' } }), at: ['.mcp.json:3'] },
    'no absolute address': { ...mcp({ tts: { type: 'http', url: 'a.example' } }), at: ['.mcp.json:5'] },
    'arguments as one text': { ...mcp({ tts: { command: 'node', args: 'x.mjs' } }), at: ['.mcp.json:5'] },
    'a number in the environment': { ...mcp({ tts: { command: 'node', env: { A: 1 } } }), at: ['.mcp.json:5'] },
    'of a project': { ...inProject({ tts: { args: [] } }), at: ['project/.mcp.json:3'] },
  },
  nearMisses: {
    'a program': mcp({ tts: GOOD }),
    'a program of type stdio': mcp({ tts: { type: 'stdio', ...GOOD } }),
    'an address': mcp({ tts: { type: 'http', url: 'https://a.example/mcp', headers: { A: 'b' } } }),
    'an address with a variable': mcp({ tts: { type: 'sse', url: `\${BASE:-https://a.example}/mcp` } }),
    'fields that nobody knows': mcp({ tts: { ...GOOD, note: 1 } }),
    'the schema of a file without the object around': {
      plugin: { '.mcp.json': '{ "$schema": "https://a.example/s.json" }', ...manifest({}) },
    },
    'where the real program tells it': {
      ...mcp({ tts: {} }),
      around: () => ({ claude: '/usr/bin/claude', version: '2.1.329' }),
    },
  },
}
