import type { Rule } from '../types.ts'
import { loadedWithPlugin } from './loaded-with-plugin.ts'
import { BOTH, EVERY_CHANGE, PAGES, PLUGIN, PROJECT } from './scope.ts'

const ANYWHERE = [...PLUGIN, ...PROJECT]
const config = {
  component: 'MCP config',
  changes: EVERY_CHANGE,
  modes: ANYWHERE,
  drivers: ['interactive'],
  instead: null,
  source: 'measured',
} as const
const code = { ...config, component: 'MCP server code', remedy: ['new session'], confidence: 'high' } as const

/** MCP servers and language servers: what starts them, and their own code. */
export const serverRules: readonly Rule[] = [
  {
    ...config,
    id: 'mcp-config-project',
    modes: PROJECT,
    versions: '>=2.1.329',
    remedy: ['/reload-plugins'],
    instead: ['/mcp reconnect'],
    evidence: 'Measured with 2.1.329; /clear and /mcp reconnect were enough as well.',
    confidence: 'high',
    why: "The project's MCP servers are started from their configuration; /reload-plugins starts the changed ones anew.",
  },
  {
    ...config,
    id: 'mcp-config',
    versions: '>=2.1.100',
    remedy: ['/reload-plugins'],
    evidence:
      "Measured with 2.1.329, 2.1.197, 2.1.150 and 2.1.100; /mcp reconnect does not read a plugin's configuration again.",
    confidence: 'high',
    why: 'The configuration is read when the plugin is loaded; /reload-plugins connects servers whose configuration changed.',
  },
  {
    ...config,
    id: 'mcp-config-restart',
    versions: '>=2.1.63 <2.1.100',
    remedy: ['new session'],
    evidence: 'Measured with 2.1.63.',
    confidence: 'medium',
    why: 'This version starts its MCP servers only when a session starts.',
  },
  {
    ...config,
    id: 'mcp-config-clear',
    versions: '<2.1.63',
    remedy: ['/clear'],
    evidence: 'Measured with 2.1.0 and 2.0.74.',
    confidence: 'medium',
    why: 'In these versions /clear starts the MCP servers from their configuration again.',
  },
  {
    ...config,
    id: 'mcp-config-headless',
    drivers: ['headless'],
    versions: '*',
    remedy: ['new session'],
    evidence: 'Measured with 2.1.329: no command changes the MCP servers of a session without a terminal.',
    confidence: 'high',
    why: 'A session without a terminal keeps the MCP servers it started with.',
  },
  {
    ...code,
    id: 'mcp-server-code',
    versions: '>=2.1.329',
    instead: ['/mcp reconnect'],
    evidence: 'Measured with 2.1.329: /reload-plugins keeps the connection of an unchanged configuration.',
    why: 'The server keeps running its old code: /reload-plugins leaves a connection alone when its configuration is unchanged.',
  },
  {
    ...code,
    id: 'mcp-server-code-older',
    versions: '<2.1.329',
    evidence: 'Measured with 2.1.197, 2.1.150, 2.1.100, 2.1.63, 2.1.0 and 2.0.74.',
    why: 'The server keeps running its old code; Reconnect in the /mcp panel was not measured with this version.',
  },
  {
    ...code,
    id: 'mcp-server-code-headless',
    drivers: ['headless'],
    versions: '*',
    evidence: 'Measured with 2.1.329: /mcp is refused without a terminal.',
    why: 'The server keeps running its old code, and a session without a terminal refuses /mcp reconnect.',
  },
  ...loadedWithPlugin('plugin-lsp', 'LSP config', {
    source: 'documented',
    evidence: `${PAGES.loading}; adding the first or removing the last server may need /reload-plugins --force.`,
    confidence: 'medium',
    why: 'The language servers are read when the plugin is loaded.',
  }),
  {
    ...code,
    id: 'lsp-server-code',
    component: 'LSP server code',
    modes: PLUGIN,
    drivers: BOTH,
    versions: '*',
    source: 'inferred',
    evidence: `A language server is restarted only after a crash (${PAGES.manifest}).`,
    confidence: 'low',
    why: 'A language server that runs keeps its old code.',
  },
]
