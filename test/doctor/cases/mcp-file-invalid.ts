import type { Cases } from '../run-case.ts'
import { GOOD, inProject, manifest, mcp, pretty } from '../server-files.ts'

const whole = pretty({ mcpServers: { tts: GOOD } })
const unwrapped = pretty({ tts: GOOD })

export const cases: Cases = {
  triggers: {
    'a comma too many': {
      plugin: { '.mcp.json': '{\n  "mcpServers": {},\n}\n' },
      at: ['.mcp.json:3'],
      says: /not valid JSON/,
    },
    'cut off': { plugin: { '.mcp.json': '{\n  "mcpServers": {\n' }, at: ['.mcp.json:3'], says: /cut off/ },
    'a comment': { plugin: { '.mcp.json': `// servers\n${whole}` }, at: ['.mcp.json:1'] },
    'a byte order mark in a plugin': {
      plugin: { '.mcp.json': `\uFEFF${whole}` },
      at: ['.mcp.json:1'],
      says: /byte order mark/,
    },
    'nothing in it': { plugin: { '.mcp.json': '' }, at: ['.mcp.json'], says: /empty/ },
    'a list': { plugin: { '.mcp.json': '[]' }, at: ['.mcp.json:1'], says: /no object/ },
    'a file that the manifest names': {
      plugin: { ...manifest({ mcpServers: './servers.json' }), 'servers.json': '{' },
      at: ['servers.json:1'],
    },
    'a project’s, without the object around': {
      project: { '.mcp.json': unwrapped },
      at: ['project/.mcp.json:1'],
      says: /mcpServers/,
    },
    'a project’s, that is no JSON': { project: { '.mcp.json': '{ nothing }' }, at: ['project/.mcp.json:1'] },
  },
  nearMisses: {
    'as it should be': mcp({ tts: GOOD }),
    'without the object around, in a plugin': { plugin: { '.mcp.json': unwrapped, 'mcp/server.mjs': '' } },
    'a byte order mark in a project': { project: { '.mcp.json': `\uFEFF${pretty({ mcpServers: {} })}` } },
    'an empty one in a project': { project: { '.mcp.json': '' } },
    'no servers at all': inProject({}),
    'where the real program tells it': {
      plugin: { '.mcp.json': '{' },
      around: () => ({ claude: '/usr/bin/claude', version: '2.1.329' }),
    },
    'no such file': { plugin: manifest({}) },
  },
}
