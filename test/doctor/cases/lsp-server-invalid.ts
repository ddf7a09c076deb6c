import type { Cases } from '../run-case.ts'
import { LSP_GOOD, lsp, manifest } from '../server-files.ts'

const go = (more: object) => lsp({ go: { ...LSP_GOOD, ...more } })
const { extensionToLanguage } = LSP_GOOD

export const cases: Cases = {
  triggers: {
    'no command': { ...lsp({ go: { extensionToLanguage } }), at: ['.lsp.json:2'] },
    'a blank in the command': { ...go({ command: 'gopls serve' }), at: ['.lsp.json:3'], says: /blank/ },
    'no extensions': { ...lsp({ go: { command: 'node' } }), at: ['.lsp.json:2'] },
    'an empty list of extensions': {
      ...lsp({ go: { command: 'node', extensionToLanguage: {} } }),
      at: ['.lsp.json:4'],
    },
    'an extension without its dot': {
      ...lsp({ go: { command: 'node', extensionToLanguage: { go: 'go' } } }),
      at: ['.lsp.json:5'],
      says: /"go" without its dot/,
    },
    'an unknown field': { ...lsp({ go: { command: 'node', extensionToLanguage, root: '.' } }), at: ['.lsp.json:7'] },
    'an unknown transport': { ...go({ transport: 'pipe' }), at: ['.lsp.json:10'] },
    'the object around that only the manifest has': { ...lsp({ lspServers: { go: LSP_GOOD } }), at: ['.lsp.json:2'] },
    'in the manifest': {
      plugin: manifest({ lspServers: { go: { command: 'node' } } }),
      at: ['.claude-plugin/plugin.json:5'],
    },
  },
  nearMisses: {
    'as it should be': lsp({ go: LSP_GOOD }),
    'every field there is': go({
      ...{ transport: 'socket', env: { A: 'b' }, initializationOptions: {}, settings: {}, workspaceFolder: '.' },
      ...{ startupTimeout: 1, shutdownTimeout: 1, requestTimeout: 1, restartOnCrash: true, maxRestarts: 1 },
      diagnostics: false,
    }),
    'a path with a blank': go({ command: '/opt/my tools/gopls' }),
  },
}
