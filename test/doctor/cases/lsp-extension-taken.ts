import type { Cases } from '../run-case.ts'
import { LSP_GOOD, lsp, manifest } from '../server-files.ts'

const more = { ...LSP_GOOD, extensionToLanguage: { '.mod': 'go.mod', '.go': 'go' } }

export const cases: Cases = {
  triggers: {
    'two servers of a plugin': { ...lsp({ go: LSP_GOOD, golang: more }), at: ['.lsp.json:16'], says: /`\.go`/ },
    'file and manifest': {
      ...lsp({ go: LSP_GOOD }, manifest({ lspServers: { golang: more } })),
      at: ['.claude-plugin/plugin.json:10'],
    },
  },
  nearMisses: {
    'an extension each': lsp({ go: LSP_GOOD, mod: { ...LSP_GOOD, extensionToLanguage: { '.mod': 'go.mod' } } }),
    'one that takes the other’s place': lsp({ go: LSP_GOOD }, manifest({ lspServers: { go: more } })),
    'a plugin that is disabled': { ...lsp({ go: LSP_GOOD, golang: more }), place: () => ({ enabled: false }) },
  },
}
