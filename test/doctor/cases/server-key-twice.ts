import type { Cases } from '../run-case.ts'
import { GOOD, mcp } from '../server-files.ts'

const one = JSON.stringify(GOOD)

export const cases: Cases = {
  triggers: {
    'in a plugin': {
      plugin: { 'mcp/server.mjs': '', '.mcp.json': `{"mcpServers": {\n"tts": ${one},\n"tts": ${one}\n}}` },
      at: ['.mcp.json:3'],
    },
    'in a project': {
      project: {
        '.mcp.json': '{"mcpServers": {\n"a": {"command": "node"},\n"b": {"command": "node"},\n"a": {"command": "sh"}}}',
      },
      at: ['project/.mcp.json:4'],
    },
  },
  nearMisses: {
    once: mcp({ tts: GOOD, loud: { ...GOOD, env: { LOUD: '1' } } }),
    'the same field in two servers': mcp({ a: { command: 'node', args: ['1'] }, b: { command: 'node', args: ['2'] } }),
  },
}
