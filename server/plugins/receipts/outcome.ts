import type { Evidence, Reloading } from '../../claude/evidence/types.ts'
import { covers } from '../../reload/actions.ts'
import type { Action, Component } from '../../reload/types.ts'
import type { Outcome, Proof } from './types.ts'
import * as say from './words.ts'

/** An edit that lies in the folder that Claude Code reads, since `since`, for a session of one version and driver. */
export type Reached = {
  component: Component
  /** Below the plugin's folder. */
  path: string
  /** The folder that is read, and others that the same plugin was or may be read from. */
  folder: string
  others: readonly string[]
  since: number
  remedy: readonly Action[]
  startedAt: number | null
  /** Whether a recorded `${CLAUDE_PLUGIN_ROOT}/path` can only mean this plugin's. */
  isOnlyOne: boolean
}

/** What shows that the session has the edit, or why nothing does: from what it left behind alone. */
export function outcomeOf(reached: Reached, evidence: Evidence): Outcome {
  const { component, startedAt, since, remedy } = reached
  if (startedAt !== null && startedAt > since) return proven('start', startedAt, say.began(startedAt))
  if (component === 'hook script') return ofHook(reached, evidence)
  const ofItsServer = isServed(component) ? ofServer(reached, evidence) : null
  if (ofItsServer) return ofItsServer
  const [first] = remedy
  if (first === 'none') return open(null, say.atNextUse)
  if (first === 'wait') return open(null, say.NO_PROOF)
  if (remedy.includes('new session'))
    return startedAt === null ? open(null, say.noBeginning) : open(false, say.beganBefore)
  return ofCommands(reached, evidence)
}

const proven = (by: Proof, at: number, sentence: string): Outcome => ({ proven: true, by, at, sentence })
const open = (known: false | null, sentence: string): Outcome => ({ proven: known, by: null, at: null, sentence })

/** A run says more than that the next one will be of the edited file; Claude Code records few of them. */
function ofHook({ path, folder, since, isOnlyOne, remedy }: Reached, { hooks, hookCommands }: Evidence): Outcome {
  const run = [
    ...hooks.filter((one) => one.folder === folder && isOnlyOne),
    ...hookCommands.filter(
      ({ command }) => names(command, `${folder}/${path}`) || (isOnlyOne && names(command, `}/${path}`)),
    ),
  ].find(({ at }) => at >= since)
  if (run) return proven('hook', run.at, say.ran(run.at))
  return open(null, remedy[0] === 'none' ? say.notRunYet : say.NO_PROOF)
}

/** Whether a command line holds this path, and not a longer one. */
function names(command: string, path: string): boolean {
  const from = command.indexOf(path)
  return from >= 0 && !/^[\w.-]/.test(command.slice(from + path.length))
}

const isServed = (component: Component) => component === 'MCP server code' || component === 'MCP config'

/** The server that runs this very file; else, for its code may lie in many, any with a file of the plugin. */
function ofServer({ component, path, folder, others, since }: Reached, { servers }: Evidence): Outcome | null {
  const belowAny = (...folders: readonly string[]) =>
    servers?.filter(({ paths }) => folders.some((one) => paths.some((each) => each.startsWith(`${one}/`)))) ?? []
  const below = belowAny(folder)
  const exact = below.filter(({ paths }) => paths.includes(`${folder}/${path}`))
  const own = exact.length > 0 ? exact : below
  const latest = own.toSorted((one, other) => other.began - one.began)[0]
  const isNew = own.length > 0 && own.every(({ began }) => began > since)
  if (latest && isNew) return proven('server', latest.began, say.server(latest.pid, latest.began))
  if (component === 'MCP config') return null
  const elsewhere = own.length > 0 ? null : belowAny(...others)[0]
  if (elsewhere) return open(false, say.serverElsewhere(elsewhere.pid))
  const old = own.find(({ began }) => began <= since)
  return old ? open(false, say.oldServer(old.pid, old.began)) : open(null, say.noServer)
}

/** What is to be done after an edit, and since when it is. */
export type Asked = Pick<Reached, 'remedy' | 'since' | 'folder'>

type Done = { command: Exclude<Reloading, '/compact'>; at: number; by: Proof }

/** Every action in its order, each by a command, or more than it, after the one before. */
export function ofCommands({ remedy, since, folder }: Asked, evidence: Evidence): Outcome {
  const lease = evidence.leases.find((one) => one.folder === folder && one.since >= since)
  const done: Done[] = (evidence.commands ?? []).flatMap(({ command, at }) =>
    command === '/compact' ? [] : [{ command, at, by: 'command' }],
  )
  if (lease) done.push({ command: '/reload-plugins', at: lease.since, by: 'lease' })
  done.sort((one, other) => one.at - other.at || (one.by === 'lease' ? -1 : 1))

  let last: Done | null = null
  for (const action of remedy) {
    const from: number = last?.at ?? since
    const next = done.find((one) => one.at >= from && one !== last && covers(one.command, action))
    if (!next) return notYet(action, last, since, evidence)
    last = next
  }
  if (last === null) return open(null, say.NO_PROOF)
  return proven(last.by, last.at, last.by === 'lease' ? say.leased(last.at) : say.recorded(last.command, last.at))
}

function notYet(action: Action, last: Done | null, since: number, { commandsSince }: Evidence): Outcome {
  if (!RECORDED.has(action)) return open(null, say.unknownRemedy(action))
  const isKnown = commandsSince !== null && commandsSince <= (last?.at ?? since)
  if (!isKnown) return open(null, say.unrecorded(action))
  return open(false, last ? say.halfway(last.command, last.at, action) : say.missing(action, since))
}

const RECORDED: ReadonlySet<Action> = new Set(['/reload-skills', '/reload-plugins', '/clear'])
