import { markOf } from './marks.ts'
import { added, type HookCommand, type Part, removed, replaced, TURN } from './parts.ts'
import { toolServer } from './server.ts'
import { leftAt, lines, script } from './texts.ts'

const HOOKS = 'plugin/hooks/hooks.json'
const SERVERS = 'plugin/.mcp.json'
const MANIFEST = 'plugin/.claude-plugin/plugin.json'
const inPlugin = (path: string) => `"\${CLAUDE_PLUGIN_ROOT}/${path}"`
const telling = (text: string): HookCommand => ({ command: `echo Told: ${text}` })
const running = (path: string): HookCommand => ({ command: inPlugin(path) })
const byHook = (kind: string) => replaced(kind, TURN)

/** Hooks of a plugin, and what they run. */
export const pluginHooks: readonly Part[] = [
  {
    ...byHook('hook-script'),
    scene: 'hooks',
    hooks: () => ({ [HOOKS]: [running('hooks/script.sh')] }),
    files: (take) => ({ 'plugin/hooks/script.sh': script(`echo Told: ${markOf('hook-script', take)}`) }),
  },
  {
    ...byHook('hook-helper(imported .mjs)'),
    scene: 'hooks',
    hooks: () => ({ [HOOKS]: [{ command: `node ${inPlugin('hooks/importing.mjs')}` }] }),
    files: (take) => ({
      'plugin/hooks/importing.mjs': lines("import { words } from './lib/words.mjs'", "console.log('Told:', words)"),
      'plugin/hooks/lib/words.mjs': lines(`export const words = '${markOf('hook-helper(imported .mjs)', take)}'`),
    }),
  },
  {
    ...byHook('hook-helper(sourced .sh)'),
    scene: 'hooks',
    hooks: () => ({ [HOOKS]: [running('hooks/sourcing.sh')] }),
    files: (take) => ({
      'plugin/hooks/sourcing.sh': script('. "$(dirname "$0")/lib/words.sh"', 'echo "Told: $words"'),
      'plugin/hooks/lib/words.sh': lines(`words=${markOf('hook-helper(sourced .sh)', take)}`),
    }),
  },
  {
    ...added('hook-script(new)', () => TURN),
    scene: 'hooks',
    once: true,
    hooks: () => ({
      [HOOKS]: [{ command: `test ! -f ${inPlugin('hooks/late.sh')} || sh ${inPlugin('hooks/late.sh')}` }],
    }),
    files: (take) =>
      take === 0 ? {} : { 'plugin/hooks/late.sh': script(`echo Told: ${markOf('hook-script(new)', take)}`) },
  },
  {
    ...byHook('hooks.json(command changed)'),
    scene: 'hooks',
    hooks: (take) => ({ [HOOKS]: [telling(markOf('hooks.json(command changed)', take))] }),
  },
  {
    ...removed('hooks.json(hook removed)', () => TURN),
    scene: 'hooks',
    hooks: (take) => ({ [HOOKS]: leftAt('hooks.json(hook removed)', take).map(({ mark }) => telling(mark)) }),
  },
  {
    ...byHook('plugin.json(inline hook)'),
    scene: 'hooks',
    hooks: (take) => ({ [MANIFEST]: [telling(markOf('plugin.json(inline hook)', take))] }),
  },
  {
    ...added('hooks.json(new event)', () => TURN),
    scene: 'agents',
    once: true,
    hooks: (take) => ({
      [HOOKS]: [
        { event: 'Stop', command: 'true' },
        ...(take === 0 ? [] : [telling(markOf('hooks.json(new event)', take))]),
      ],
    }),
  },
  {
    ...added('hooks.json(new file)', () => TURN),
    scene: 'skills',
    once: true,
    hooks: (take) => ({ [HOOKS]: take === 0 ? null : [telling(markOf('hooks.json(new file)', take))] }),
  },
  {
    ...removed('hooks.json(deleted)', () => TURN),
    scene: 'servers',
    once: true,
    hooks: (take) => ({ [HOOKS]: take === 0 ? [telling(markOf('hooks.json(deleted)', 0))] : null }),
  },
]

/** Servers of a plugin. */
export const pluginServers: readonly Part[] = [
  {
    ...replaced('.mcp.json(args changed)', TURN),
    scene: 'servers',
    files: () => ({ 'plugin/servers/named.mjs': toolServer('unnamed') }),
    servers: (take) => ({
      [SERVERS]: { named: server('servers/named.mjs', markOf('.mcp.json(args changed)', take)) },
    }),
  },
  {
    ...added('.mcp.json(new server)', () => TURN),
    scene: 'servers',
    once: true,
    files: () => ({ 'plugin/servers/late.mjs': toolServer(markOf('.mcp.json(new server)', 1)) }),
    servers: (take) => ({ [SERVERS]: take === 0 ? {} : { late: server('servers/late.mjs') } }),
  },
  {
    ...replaced('mcp-server-script', TURN),
    scene: 'servers',
    files: (take) => ({ 'plugin/servers/written.mjs': toolServer(markOf('mcp-server-script', take)) }),
    servers: () => ({ [SERVERS]: { written: server('servers/written.mjs') } }),
  },
]

function server(path: string, ...args: readonly string[]) {
  return { command: 'node', args: [`\${CLAUDE_PLUGIN_ROOT}/${path}`, ...args] }
}
