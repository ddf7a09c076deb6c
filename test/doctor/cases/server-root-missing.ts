import type { Cases } from '../run-case.ts'
import { GOOD, inProject, LSP_GOOD, lsp, mcp, ROOT } from '../server-files.ts'

const node = (...args: string[]) => mcp({ tts: { command: 'node', args } })

export const cases: Cases = {
  triggers: {
    'a relative script': { ...node('mcp/server.mjs'), at: ['.mcp.json:6'], says: /mcp\/server\.mjs/ },
    'from here': { ...node('./mcp/server.mjs'), at: ['.mcp.json:6'] },
    'without braces': { ...node('$CLAUDE_PLUGIN_ROOT/mcp/server.mjs'), at: ['.mcp.json:6'] },
    'the program itself': {
      ...mcp({ tts: { command: './bin/tts' } }, { 'bin/tts': '#!/bin/sh\n' }),
      at: ['.mcp.json:4'],
    },
    'of a language': { ...lsp({ go: { ...LSP_GOOD, args: ['mcp/server.mjs'] } }), at: ['.lsp.json:5'] },
  },
  nearMisses: {
    'with the folder': mcp({ tts: GOOD }),
    'a name that the plugin has no file of': node('server.mjs'),
    'a program that is told its folder': mcp({
      tts: { command: 'uv', args: ['--directory', ROOT, 'run', 'mcp/server.mjs'] },
    }),
    'an option': node(`--import=mcp/server.mjs`, `${ROOT}/mcp/server.mjs`),
    'a file of a project': inProject({ tts: { command: 'node', args: ['server.mjs'] } }),
    'a whole path': node('/opt/tts/server.mjs'),
  },
}
