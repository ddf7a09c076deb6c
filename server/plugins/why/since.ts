import type { Reloading } from '../../claude/evidence/types.ts'
import type { Session } from '../../claude/types.ts'
import { covers, isByItself } from '../../reload/actions.ts'
import { remedyText, sequenceOf } from '../../reload/sequence.ts'
import type { Situation, Verdict } from '../../reload/types.ts'
import { evidenceOf } from '../evidence.ts'
import type { Context } from './context.ts'
import { whereOf } from './sessions.ts'
import type { Hop, InSession } from './types.ts'

/** A file that sessions read where it lies, and when it was last saved. */
export type Edited = {
  path: string
  at: number | null
  verdictIn: (session: Session | null) => { verdict: Verdict; situation: Situation }
}

/** The last stage of a file that sessions read where it lies: which of them have read it since it was saved. */
export function sinceHop(
  context: Context,
  sessions: readonly Session[],
  edited: Edited,
): { hop: Hop; sessions: readonly InSession[] } {
  const all = sessions.map((session) => since(context, session, edited))
  const hop = (ok: boolean | null, detail: string): Hop => ({ hop: 'session', ok, detail, at: all[0]?.asOf ?? null })
  const [only] = all
  if (!only) return { hop: hop(true, 'no running session reads it; the next one does'), sessions: [] }
  const [have, lack] = [all.filter(({ ok }) => ok), all.filter(({ ok }) => ok === false)]
  const ok = lack.length > 0 ? false : have.length === all.length ? true : null
  const detail =
    all.length === 1 ? `${whereOf(only)}: ${only.sentence}` : `${have.length} of ${all.length} running sessions have it`
  return { hop: hop(ok, detail), sessions: all }
}

function since({ panel }: Context, session: Session, { path, at, verdictIn }: Edited): InSession {
  const { pid, cwd, version, driver, startedAt } = session
  const { verdict, situation } = verdictIn(session)
  const steps = sequenceOf([{ path, verdict }], { needs: null, plugin: null, driver: situation.driver })
  const said = (
    ok: boolean | null,
    asOf: number | null,
    sentence: string,
    unless: string | null = null,
  ): InSession => ({
    ...{ pid, cwd, version, driver, ok, asOf, sentence, unless },
    steps: ok ? [] : steps,
    remedy: remedyText(ok ? [] : steps),
  })
  if (at === null) return said(null, startedAt, 'when it was deleted is not known', UNLESS)
  if (startedAt === null) return said(null, null, 'it does not say when it began', UNLESS)
  if (startedAt > at) return said(true, startedAt, 'it began after the file was saved')
  const last = verdict.rule.remedy.at(-1) ?? 'new session'
  if (last === 'wait' && at - startedAt < UNWATCHED)
    return said(null, startedAt, 'the file was saved in its first seconds, when it does not watch yet')
  if (isByItself(last))
    return said(true, at, last === 'wait' ? 'it notices the edit by itself' : 'its next use reads the file')
  const { commands, commandsSince } = evidenceOf(panel, session)
  const done = commands?.find(({ command, at: when }) => when > at && covers(asAction(command, situation), last))
  if (done) return said(true, done.at, `it has done ${done.command} since`)
  const isSure = commandsSince !== null && commandsSince <= at
  return said(false, startedAt, 'it began before the file was saved', isSure ? null : UNLESS)
}

const UNLESS = 'unless that was done since'

/** Measured with 2.1.329: what changes in about the first four seconds of a session may never be noticed. */
const UNWATCHED = 5_000

/** Measured with 2.1.329: files of the project and the user are read again by /compact as they are by /clear. */
const asAction = (command: Reloading, { mode }: Situation) =>
  command !== '/compact' ? command : mode === 'project' ? '/clear' : 'none'
