import type { Step } from '../plugins/types.ts'
import { hasAction } from './actions.ts'
import { bringing } from './bringing.ts'
import type { Action, Driver, Verdict } from './types.ts'
import { type Reason, whyOf } from './why.ts'

export type Changed = { path: string; verdict: Verdict }

/**
 * `needs`: what brings the edits to the copy that Claude Code reads; null when they are there already.
 * `plugin`: its id or its name; empty or null for files of the project and the user. `servers`: the MCP servers that
 * run a file or depend on its packages, as the configuration calls them.
 */
export type SequenceContext = {
  needs: 'sync' | 'update' | 'reinstall' | null
  plugin: string | null
  servers?: ReadonlyMap<string, readonly string[]>
  driver: Driver
}

/** The least that makes all of these edits live, in the order in which it is to be done. */
export function sequenceOf(files: readonly Changed[], context: SequenceContext): readonly Step[] {
  if (files.length === 0) return []
  const asked = files.flatMap((file) => askedBy(file, context))
  const first = context.needs ? [bringing(context.needs, files, context.plugin)] : []
  return [...first, ...leastOf(asked).map(stepFor)]
}

/** As the command line prints it: 'sync, then /reload-plugins, then /clear', or 'none'. */
export const remedyText = (steps: readonly Step[]): string => steps.map(wordOf).join(', then ') || 'none'

/** An action that a file asks for, and why; `server` is the full name of the one to reconnect. */
type Asked = Reason & { action: Action; server: string | null }

function askedBy(file: Changed, context: SequenceContext): readonly Asked[] {
  const { rule } = file.verdict
  const asked = (why: string, ...actions: readonly Action[]) =>
    actions.map((action): Asked => ({ path: file.path, why, action, server: null }))
  if (context.needs === 'reinstall') return asked(KEPT_FOLDER, 'new session')
  const own = askedByServers(file, context) ?? asked(rule.why, ...rule.remedy)
  if (context.needs !== 'update') return own
  return [...asked(KEPT_FOLDER, has('/reload-plugins', file, context) ? '/reload-plugins' : 'new session'), ...own]
}

const KEPT_FOLDER = 'A running session keeps the folder of the version it started with.'
const KEPT_PACKAGES = 'A running MCP server keeps the packages it started with.'

/** Whatever a running server was started with it keeps; null when no server has to do with the file. */
function askedByServers({ path, verdict }: Changed, context: SequenceContext): readonly Asked[] | null {
  const names = verdict.component === 'MCP config' ? [] : (context.servers?.get(path) ?? [])
  if (names.length === 0) return null
  const why = verdict.component === 'dependencies' ? KEPT_PACKAGES : verdict.rule.why
  const servers = names.map((name) => serverName(name, context.plugin))
  if (servers.every(isPlain) && has('/mcp reconnect', { path, verdict }, context)) {
    return servers.map((server) => ({ path, why, action: '/mcp reconnect', server }))
  }
  return [{ path, why, action: 'new session', server: null }]
}

const has = (action: Action, { verdict }: Changed, { driver }: SequenceContext) =>
  hasAction(action, verdict.basis, driver)

const serverName = (name: string, plugin: string | null) => (plugin ? `plugin:${plugin.split('@')[0]}:${name}` : name)

/** A name that can be typed after a command as it is. */
const isPlain = (name: string) => /^[\w:.@/-]{1,200}$/.test(name)

type Needed = { action: Action; server: string | null; reasons: readonly Reason[] }

/** A new session covers everything, /reload-plugins covers /reload-skills, and whatever is done covers doing nothing. */
function leastOf(asked: readonly Asked[]): readonly Needed[] {
  const one = (action: Action, ...covered: readonly Action[]): readonly Needed[] => {
    const [own, others] = [
      asked.filter((one) => one.action === action),
      asked.filter((one) => covered.includes(one.action)),
    ]
    return own.length > 0 ? [{ action, server: null, reasons: [...own, ...others] }] : []
  }
  const restart = one('new session')
  if (restart.length > 0) return restart
  const reload = one('/reload-plugins', '/reload-skills')
  const done = [...(reload.length > 0 ? reload : one('/reload-skills')), ...one('/clear'), ...reconnects(asked)]
  if (done.length > 0) return done
  const wait = one('wait')
  return wait.length > 0 ? wait : one('none')
}

function reconnects(asked: readonly Asked[]): readonly Needed[] {
  const byServer = Map.groupBy(
    asked.filter(({ server }) => server !== null),
    ({ server }) => server,
  )
  return [...byServer].map(([server, reasons]) => ({ action: '/mcp reconnect', server, reasons }))
}

const NOTHING = 'nothing more'
const WAIT = 'wait a few seconds'

function stepFor({ action, server, reasons }: Needed): Step {
  const why = whyOf(reasons)
  if (action === 'none') return { by: 'nobody', text: NOTHING, command: null, why }
  if (action === 'wait') return { by: 'nobody', text: WAIT, command: null, why }
  if (action === 'new session') return { by: 'claude', text: 'new session', command: null, why }
  const command = server === null ? action : `${action} ${server}`
  return { by: 'claude', text: command, command, why }
}

function wordOf({ by, text }: Step): string {
  if (by === 'hotplug') return 'sync'
  return by === 'nobody' ? (text === WAIT ? 'wait' : 'none') : text
}
