import type { Cases } from '../run-case.ts'
import { GOOD, mcp, ROOT } from '../server-files.ts'

export const cases: Cases = {
  triggers: {
    'a program and its script': { ...mcp({ tts: { command: `node ${ROOT}/mcp/server.mjs` } }), at: ['.mcp.json:4'] },
    'a package': { ...mcp({ tts: { command: 'npx -y @acme/tts' } }), at: ['.mcp.json:4'] },
  },
  nearMisses: {
    apart: mcp({ tts: GOOD }),
    'a path with a blank': mcp({ tts: { command: '/opt/my tools/tts' } }),
    'an argument with a blank': mcp({ tts: { command: 'node', args: ['-e', 'one two'] } }),
  },
}
