import { markOf, nameOf } from './marks.ts'
import { added, type HookCommand, type Part, replaced, TURN } from './parts.ts'
import { toolServer } from './server.ts'
import { addedUpTo, all, leftAt, type One, oneOf, outputStyle } from './texts.ts'

const CLAUDE = 'project/.claude'
const USER = 'config/settings.json'
const PROJECT = `${CLAUDE}/settings.json`
const LOCAL = `${CLAUDE}/settings.local.json`
const SERVERS = 'project/.mcp.json'
const APPROVED = { [USER]: { enableAllProjectMcpServers: true } }
const NEW_STYLE = 'settings outputStyle changed'
const KNOWN_STYLE = 'settings outputStyle changed(known style)'
const telling = (text: string): HookCommand => ({ command: `echo Told: ${text}` })

/** Settings files, what they name, and the servers of the project. */
export const projectSettings: readonly Part[] = [
  ...[
    { kind: 'settings user hook', file: USER, scene: 'user' },
    { kind: 'settings project hook', file: PROJECT, scene: 'settings' },
    { kind: 'settings local hook', file: LOCAL, scene: 'settings' },
  ].map(({ kind, file, scene }) => ({
    ...replaced(kind, TURN),
    scene,
    hooks: (take: number) => ({ [file]: [telling(markOf(kind, take))] }),
  })),
  {
    ...added('settings project file created', () => TURN),
    scene: 'style',
    once: true,
    hooks: (take) => ({ [PROJECT]: take === 0 ? null : [telling(markOf('settings project file created', take))] }),
  },
  {
    ...replaced(NEW_STYLE, TURN),
    scene: 'style',
    files: (take) => styles([oneOf(NEW_STYLE, 0), ...addedUpTo(NEW_STYLE, take)]),
    json: (take) => ({ [LOCAL]: { outputStyle: nameOf(NEW_STYLE, take) } }),
  },
  {
    ...replaced(KNOWN_STYLE, TURN),
    scene: 'settings',
    files: () => styles(leftAt(KNOWN_STYLE, 0)),
    json: (take) => ({ [LOCAL]: { outputStyle: nameOf(KNOWN_STYLE, take) } }),
  },
  {
    ...replaced('project output-style body(active)', TURN),
    scene: 'servers',
    files: (take) =>
      outputStyle(`${CLAUDE}/output-styles`, 'worded', `Write ${markOf('project output-style body(active)', take)}.`),
    json: () => ({ [PROJECT]: { outputStyle: 'worded' } }),
  },
]

/** Servers of the project. */
export const projectServers: readonly Part[] = [
  {
    ...replaced('project .mcp.json(args)', TURN),
    scene: 'servers',
    files: () => ({ 'project/servers/named.mjs': toolServer('unnamed') }),
    servers: (take) => ({
      [SERVERS]: { named: server('servers/named.mjs', markOf('project .mcp.json(args)', take)) },
    }),
    json: () => APPROVED,
  },
  {
    ...added('project .mcp.json(new server)', () => TURN),
    scene: 'servers',
    once: true,
    files: () => ({ 'project/servers/late.mjs': toolServer(markOf('project .mcp.json(new server)', 1)) }),
    servers: (take) => ({ [SERVERS]: take === 0 ? {} : { late: server('servers/late.mjs') } }),
    json: () => APPROVED,
  },
  {
    ...replaced('project mcp server script', TURN),
    scene: 'servers',
    files: (take) => ({ 'project/servers/written.mjs': toolServer(markOf('project mcp server script', take)) }),
    servers: () => ({ [SERVERS]: { written: server('servers/written.mjs') } }),
    json: () => APPROVED,
  },
]

/** Style files, and the one that is set at the start. */
const styles = (ones: readonly One[]) =>
  all(ones.map(({ name, mark }) => outputStyle(`${CLAUDE}/output-styles`, name, `Write ${mark}.`)))

function server(path: string, ...args: readonly string[]) {
  return { command: 'node', args: [path, ...args] }
}
