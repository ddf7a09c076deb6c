import type { Cases } from '../run-case.ts'
import { GOOD, inProject, lsp, mcp, ROOT } from '../server-files.ts'

export const cases: Cases = {
  triggers: {
    'in a plugin': { ...mcp({ tts: { command: 'node', args: ['mcp/server.mjs'], cwd: ROOT } }), at: ['.mcp.json:8'] },
    'in a project': { ...inProject({ tts: { command: 'node', cwd: './server' } }), at: ['project/.mcp.json:5'] },
  },
  nearMisses: {
    none: mcp({ tts: GOOD }),
    'a variable of that name': mcp({ tts: { ...GOOD, env: { cwd: 'x' } } }),
    'of an LSP server': lsp({ go: { command: 'node', cwd: '.' } }),
  },
}
