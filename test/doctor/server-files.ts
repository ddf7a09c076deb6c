import type { Case, Files } from './run-case.ts'

export const ROOT = `\${CLAUDE_PLUGIN_ROOT}`

/** A server as it should be: it is there, and its program too. */
export const GOOD = { command: 'node', args: [`${ROOT}/mcp/server.mjs`] }
export const LSP_GOOD = { command: 'node', args: ['--stdio'], extensionToLanguage: { '.go': 'go' } }

const SERVER: Files = { 'mcp/server.mjs': '// speaks MCP\n' }

/** A plugin with these servers in its `.mcp.json`: line 3 is the first one's, its fields follow. */
export const mcp = (servers: object, more: Files = {}): Case => ({
  plugin: { ...SERVER, '.mcp.json': pretty({ mcpServers: servers }), ...more },
})

export const lsp = (servers: object, more: Files = {}): Case => ({
  plugin: { ...SERVER, '.lsp.json': pretty(servers), ...more },
})

export const inProject = (servers: object): Case => ({ project: { '.mcp.json': pretty({ mcpServers: servers }) } })

export const manifest = (fields: object): Files => ({
  '.claude-plugin/plugin.json': pretty({ name: 'voice', version: '0.1.0', ...fields }),
})

export const pretty = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
