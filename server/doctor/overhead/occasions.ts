import type { RecordedRun } from '../../claude/evidence/hook-runs.ts'
import type { DebugLog, HookRun } from '../debug-log/types.ts'
import type { Occasion } from './types.ts'

/** What is known of each moment: from the debug log where the session wrote one, for that leaves no hook out. */
export function occasionsIn(recorded: readonly RecordedRun[], logs: readonly DebugLog[]): Occasion[] {
  const logged = new Set(
    logs.filter(({ entries }) => entries.some(({ is }) => is === 'ran')).map(({ session }) => session),
  )
  const groups = new Map<string, Occasion & { runs: Occasion['runs'][number][] }>()
  for (const { at, session, event, subject, group, command, ms } of recorded) {
    if (logged.has(session)) continue
    const name = `${session} ${event} ${group}`
    const occasion = groups.get(name) ?? { at, session, event, subject, from: 'transcript' as const, runs: [] }
    occasion.runs.push({ command, plugin: null, ms })
    groups.set(name, occasion)
  }
  return [...groups.values(), ...logs.flatMap(inLog)]
}

/**
 * All hooks of one moment are started together, and what they were started for waits for them: one that comes again is
 * of the next moment.
 */
function inLog({ session, entries }: DebugLog): Occasion[] {
  const found: (Occasion & { runs: Occasion['runs'][number][]; until: number })[] = []
  for (const entry of entries) {
    if (entry.is !== 'ran' || entry.ms === null) continue
    const { at, event, subject, command, plugin, ms } = entry as HookRun & { ms: number }
    const open = found.findLast((one) => one.event === event && one.subject === subject)
    const isAgain = open?.runs.some((run) => run.command === command && run.plugin === plugin)
    if (open && !isAgain && at - ms <= open.until + LEEWAY) {
      open.runs.push({ command, plugin, ms })
      open.until = Math.max(open.until, at)
    } else found.push({ at, session, event, subject, from: 'debug log', runs: [{ command, plugin, ms }], until: at })
  }
  return found.map(({ until: _until, ...occasion }) => occasion)
}

/** A busy process writes down late what ended long ago (milliseconds). */
const LEEWAY = 2_000
