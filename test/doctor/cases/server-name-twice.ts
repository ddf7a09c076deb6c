import type { Cases } from '../run-case.ts'
import { GOOD, inProject, LSP_GOOD, lsp, manifest, mcp, ROOT } from '../server-files.ts'

const other = { command: 'node', args: [`${ROOT}/mcp/server.mjs`, '--loud'] }

export const cases: Cases = {
  triggers: {
    'file and manifest': {
      ...mcp({ tts: GOOD }, manifest({ mcpServers: { tts: other } })),
      at: ['.mcp.json:3'],
      says: /plugin\.json, line 5/,
    },
    'of a language': { ...lsp({ go: LSP_GOOD }, manifest({ lspServers: { go: LSP_GOOD } })), at: ['.lsp.json:2'] },
  },
  nearMisses: {
    'two names': mcp({ tts: GOOD }, manifest({ mcpServers: { loud: other } })),
    'the usual file, named in the manifest too': mcp({ tts: GOOD }, manifest({ mcpServers: './.mcp.json' })),
    'a project and a plugin': { ...mcp({ tts: GOOD }), ...inProject({ tts: { command: 'node' } }) },
    'a tool and a language': { plugin: { ...mcp({ go: GOOD }).plugin, ...lsp({ go: LSP_GOOD }).plugin } },
  },
}
