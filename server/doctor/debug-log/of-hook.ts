import { isMatched, meaningOf } from '../hooks/matcher.ts'
import type { Hook } from '../hooks/types.ts'
import type { hookFinder } from '../overhead/same-hook.ts'
import type { DebugLog, HookRun } from './types.ts'

/** What one session's log tells of one hook. */
export type LoggedHook = {
  session: string
  at: number
  /** Whether the file that configures it was read, and registered; null: the log does not say so. */
  registered: boolean | null
  runs: readonly HookRun[]
  /** How often an http hook was asked. */
  posts: number
  /** Its event came and it did not run: by what its matcher was held against. */
  passed: readonly {
    subject: string | null
    times: number
    why: 'did not match' | 'matches, but was not there' | 'cannot be told'
  }[]
  skipped: readonly { why: string; times: number }[]
  /** What of its plugin could not be loaded. */
  problems: readonly string[]
  passedOver: number
}

/** Null where the log tells nothing of it. */
export function inLog(
  hook: Hook,
  plugin: string | null,
  log: DebugLog,
  hooksOf: ReturnType<typeof hookFinder>,
): LoggedHook | null {
  const isThis = (run: HookRun) => hooksOf(run).some(({ id }) => id === hook.id)
  const ofEvent = log.entries.flatMap((entry) => (entry.is === 'ran' && entry.event === hook.event ? [entry] : []))
  const runs = ofEvent.filter(isThis)
  const name = plugin?.split('@')[0] ?? null
  const reads = log.entries.flatMap((entry) => (entry.is === 'read' && entry.plugin === name ? [entry] : []))
  const problems = log.entries.flatMap((entry) =>
    entry.is === 'problem' && name !== null && entry.plugin === name ? [entry.message] : [],
  )
  const found: LoggedHook = {
    session: log.session,
    at: log.modifiedAt,
    registered: reads.length === 0 ? null : reads.some(({ registers }) => registers),
    runs,
    posts: log.entries.filter((entry) => entry.is === 'posted' && entry.url === hook.handler.url).length,
    passed: passedBy(hook, ofEvent, runs),
    skipped: skippedIn(hook, plugin, log),
    problems: [...new Set(problems)],
    passedOver: log.passedOver,
  }
  const isSilent =
    runs.length + found.posts === 0 &&
    found.passed.length === 0 &&
    found.skipped.length === 0 &&
    found.problems.length === 0
  return isSilent && found.registered === null ? null : found
}

/** Of the others' runs it is known when the event came, and for what. */
function passedBy(hook: Hook, ofEvent: readonly HookRun[], runs: readonly HookRun[]): LoggedHook['passed'] {
  const meaning = meaningOf(hook.event, hook.matcher)
  const came = new Map<string | null, Map<string, number>>()
  for (const { subject, command } of ofEvent) {
    const commands = came.get(subject) ?? new Map<string, number>()
    commands.set(command, (commands.get(command) ?? 0) + 1)
    came.set(subject, commands)
  }
  return [...came].flatMap(([subject, commands]) => {
    const times = Math.max(...commands.values()) - runs.filter((run) => run.subject === subject).length
    if (times <= 0) return []
    const matched = subject === null ? true : isMatched(meaning, subject)
    // Of one that has an `if`, or is no command, no line says that it ran.
    if (matched !== false && (hook.type !== 'command' || hook.handler.if !== undefined)) return []
    const why = matched === null ? 'cannot be told' : matched ? 'matches, but was not there' : 'did not match'
    return [{ subject, times, why } as const]
  })
}

function skippedIn({ event, handler }: Hook, plugin: string | null, { entries }: DebugLog): LoggedHook['skipped'] {
  const reasons = entries.flatMap((entry) => {
    if (entry.is !== 'skipped') return []
    const isHttp = handler.url === entry.what && (entry.event === null || entry.event === event)
    const isIf = handler.if === entry.what
    const isAll = plugin !== null && entry.what === 'all hooks of plugins'
    return isHttp || isIf || isAll ? [entry.why] : []
  })
  return [...new Set(reasons)].map((why) => ({ why, times: reasons.filter((one) => one === why).length }))
}
