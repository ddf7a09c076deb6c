import type { Cases } from '../run-case.ts'
import { LSP_GOOD, lsp, manifest, mcp, pretty } from '../server-files.ts'

export const cases: Cases = {
  triggers: {
    'cut off': { plugin: { '.lsp.json': '{ "go":' }, at: ['.lsp.json:1'] },
    'a byte order mark': { plugin: { '.lsp.json': `\uFEFF${pretty({ go: LSP_GOOD })}` }, at: ['.lsp.json:1'] },
    'a list': { plugin: { '.lsp.json': '[]' }, at: ['.lsp.json:1'] },
    'a file that the manifest names': {
      plugin: { ...manifest({ lspServers: './go.json' }), 'go.json': '{' },
      at: ['go.json:1'],
    },
    'also where the real program validates': {
      plugin: { '.lsp.json': '{' },
      around: () => ({ claude: '/usr/bin/claude', version: '2.1.329' }),
      at: ['.lsp.json:1'],
    },
  },
  nearMisses: {
    'as it should be': lsp({ go: LSP_GOOD }),
    'no such file': mcp({}),
  },
}
