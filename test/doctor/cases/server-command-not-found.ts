import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import type { Cases } from '../run-case.ts'
import { GOOD, inProject, LSP_GOOD, lsp, mcp, ROOT } from '../server-files.ts'

const script = { 'bin/tts': '#!/bin/sh\n' }

export const cases: Cases = {
  triggers: {
    'not on the PATH': { ...mcp({ tts: { command: 'no-such-tts' } }), at: ['.mcp.json:4'], says: /not on the PATH/ },
    'the home folder as shells write it': { ...mcp({ tts: { command: '~/bin/tts' } }), at: ['.mcp.json:4'] },
    'a relative one that the plugin has not': { ...mcp({ tts: { command: './build/tts' } }), at: ['.mcp.json:4'] },
    'one that may not be executed': {
      ...mcp({ tts: { command: `${ROOT}/bin/tts` } }, script),
      prepare: ({ plugin }) => chmodSync(join(plugin, 'bin/tts'), 0o644),
      at: ['.mcp.json:4'],
      says: /may not be executed/,
    },
    'of a project': { ...inProject({ tts: { command: 'no-such-tts' } }), at: ['project/.mcp.json:4'] },
    'of a language': { ...lsp({ go: { ...LSP_GOOD, command: 'no-such-gopls' } }), at: ['.lsp.json:3'] },
  },
  nearMisses: {
    'on the PATH': mcp({ tts: GOOD }),
    'one of the plugin': mcp({ tts: { command: `${ROOT}/bin/tts` } }, script),
    'one of the plugin that is missing, which is told as a file': mcp({ tts: { command: `${ROOT}/bin/gone` } }),
    'one of the plugin without its folder, which is told by itself': mcp({ tts: { command: './bin/tts' } }, script),
    'a variable': mcp({ tts: { command: `\${TTS_HOME}/bin/tts` } }),
    'an address': mcp({ tts: { type: 'http', url: 'https://a.example' } }),
  },
}
