import type { Cases } from '../run-case.ts'
import { GOOD, inProject, LSP_GOOD, lsp, manifest, mcp, pretty, ROOT } from '../server-files.ts'

const key = (value: string) => mcp({ tts: { ...GOOD, env: { KEY: value } } })
const NOT_SET = `\${HOTPLUG_NEVER_SET}`

export const cases: Cases = {
  triggers: {
    'in the environment': { ...key(NOT_SET), at: ['.mcp.json:9'], says: /HOTPLUG_NEVER_SET/ },
    'in an argument, twice': {
      ...mcp({ tts: { command: 'node', args: [`${NOT_SET}${NOT_SET}`] } }),
      at: ['.mcp.json:6'],
    },
    'in a header': {
      ...mcp({ tts: { type: 'http', url: 'https://a.example', headers: { Authorization: `Bearer ${NOT_SET}` } } }),
      at: ['.mcp.json:7'],
    },
    'of a session': { ...key(`\${CLAUDE_SESSION_ID}`), at: ['.mcp.json:9'] },
    'an option that the manifest does not declare': {
      ...key(`\${user_config.key}`),
      at: ['.mcp.json:9'],
      says: /userConfig/,
    },
    'of plugins, in a project': {
      ...inProject({ tts: { command: 'node', args: [`${ROOT}/x.mjs`] } }),
      at: ['project/.mcp.json:6'],
    },
    'the folder of a project, in a project': {
      ...inProject({ tts: { command: 'node', args: [`\${CLAUDE_PROJECT_DIR}/x.mjs`] } }),
      at: ['project/.mcp.json:6'],
    },
    'of a language': { ...lsp({ go: { ...LSP_GOOD, args: [NOT_SET] } }), at: ['.lsp.json:5'] },
  },
  nearMisses: {
    'what is always set': mcp({
      tts: { ...GOOD, env: { A: ROOT, B: `\${CLAUDE_PLUGIN_DATA}`, C: `\${CLAUDE_PROJECT_DIR}` } },
    }),
    'what is set here': key(`\${HOME}`),
    'what the user’s settings set': {
      ...key(NOT_SET),
      config: { 'settings.json': pretty({ env: { HOTPLUG_NEVER_SET: 'x' } }) },
    },
    'with something otherwise': key(`\${HOTPLUG_NEVER_SET:-nothing}`),
    'no variable': key(`\${not a name} \${1A} $HOTPLUG_NEVER_SET`),
    'an option that the manifest declares': {
      plugin: {
        ...manifest({ userConfig: { key: { type: 'string' } } }),
        'mcp/server.mjs': '',
        '.mcp.json': pretty({ mcpServers: { tts: { ...GOOD, env: { KEY: `\${user_config.key}` } } } }),
      },
    },
  },
}
