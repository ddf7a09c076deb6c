import type { Cases } from '../run-case.ts'
import { GOOD, LSP_GOOD, lsp, mcp, ROOT } from '../server-files.ts'

const node = (...args: string[]) => mcp({ tts: { command: 'node', args } })

export const cases: Cases = {
  triggers: {
    'a script': { ...node(`${ROOT}/mcp/gone.mjs`), at: ['.mcp.json:6'], says: /no such file/ },
    'the program': { ...mcp({ tts: { command: `${ROOT}/bin/gone` } }), at: ['.mcp.json:4'] },
    'a folder for a program': { ...mcp({ tts: { command: `${ROOT}/mcp` } }), at: ['.mcp.json:4'] },
    'beside the plugin': { ...node(`${ROOT}/../shared/server.mjs`), at: ['.mcp.json:6'], says: /outside/ },
    'of a language': { ...lsp({ go: { ...LSP_GOOD, command: `${ROOT}/bin/gopls` } }), at: ['.lsp.json:3'] },
  },
  nearMisses: {
    there: mcp({ tts: GOOD }),
    'a way there and back': node(`${ROOT}/mcp/../mcp/server.mjs`),
    'what it is to write': node(`${ROOT}/mcp/server.mjs`, '--log', `${ROOT}/tts.log`),
    'of the project': node(`\${CLAUDE_PROJECT_DIR}/gone.mjs`),
  },
}
