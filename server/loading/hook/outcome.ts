import type { Group } from '../../autoload/types.ts'
import type { NewDetection } from '../../autoload-store.ts'
import { logLine } from '../log.ts'
import type { Answer, At } from './answer.ts'
import { inBackground } from './background.ts'
import { type Decided, decideHere } from './deciding.ts'
import { composed, gather } from './given.ts'
import { newsIn } from './news.ts'
import { type Step, stepsFor } from './plan.ts'
import { loadedLine, outputOf, suggestedLine } from './say.ts'

/** What was seen in a prompt or a project, before anything is decided. */
export type Seen = {
  event: 'prompt' | 'project'
  groups: readonly Group[]
  detected: readonly string[]
  matches: readonly { group: string }[]
  suppressed: readonly unknown[]
  because: (group: string) => string
  /** What commands and skills are chosen by; null: only their names are given. */
  asked: string | null
  prompt: string | null
}

type Here = At<'UserPromptSubmit' | 'SessionStart'>

/** Decides, and makes the answer; what is written down and started comes after it. */
export function answered(at: Here, seen: Seen): Answer {
  const { event, history } = at
  const now = Date.now()
  const earlier = event.session === null ? [] : history.autoload.decisionsOf(event.session)
  const given = event.session === null ? [] : history.given(event.session)
  const suggested = new Set(
    earlier.filter(({ outcome }) => outcome === 'suggested').map(({ group_name }) => group_name),
  )
  const steps = stepsFor(decideHere(seen.detected, seen.groups, at), given, suggested, now)
  const { plugins, late } = gather(steps, seen.because, at)
  const substitute = plugins.length > 0 ? composed(plugins, seen.asked) : null
  const ids = plugins.map(({ id }) => id)
  const lines = [
    ...news(at, earlier),
    ...loadedLine(steps, ids, substitute?.inFull ?? []),
    ...suggestedLine(steps, seen.event, seen.because),
  ]
  return {
    output: outputOf(event.name, lines, substitute?.text ?? null),
    afterwards: () => writeDown(at, seen, { steps, late, given: ids, now }),
  }
}

/** What installs in the background came to since the prompt before. */
function news(at: Here, earlier: ReturnType<Here['history']['autoload']['decisionsOf']>): readonly string[] {
  const { event, history, loaded } = at
  if (event.session === null || event.name !== 'UserPromptSubmit') return []
  const before = history.lastPrompt(event.session)
  const recent = earlier.filter((row) => row.at >= before)
  return newsIn(recent, (id) => {
    const row = recent.findLast((one) => one.plugin === id)
    return row !== undefined && (loaded()?.at ?? 0) >= row.at
  })
}

type Done = { steps: readonly Step[]; late: readonly Step[]; given: readonly string[]; now: number }

async function writeDown(at: Here, seen: Seen, done: Done) {
  const { history, installation, around, project, vocabulary } = at
  let detection: number
  try {
    detection = history.together(() => rows(at, seen, done))
  } catch (error) {
    const decisions = done.steps.map(({ decided }) => `${decided.plugin ?? decided.group}: ${decided.outcome}`)
    const what = decisions.length > 0 ? ` (${decisions.join(', ')})` : ''
    logLine(installation.stateDir, 'hook', `could not write to the history, so nothing was started${what}: ${error}`)
    return
  }
  if (vocabulary.isStale()) await inBackground(installation, around, project, ['hook', '--refresh'])
  if (!done.steps.some(({ install }) => install)) return
  if (!(await inBackground(installation, around, project, ['hook', '--load', String(detection)])))
    logLine(installation.stateDir, 'hook', `could not start ${installation.node} to install something`)
}

function rows(at: Here, seen: Seen, { steps, late, given, now }: Done): number {
  const { event, history, project, elapsed } = at
  const { autoload } = history
  const session = event.session
  const detection = autoload.addDetection({
    ...{ at: now, event: seen.event, session, project, prompt: seen.prompt, duration_ms: elapsed() },
    matches: JSON.stringify(seen.matches),
    suppressed: JSON.stringify(seen.suppressed),
  } satisfies NewDetection)
  const decided = (one: Decided, outcome: NonNullable<Step['outcome']>, why: string) =>
    void autoload.addDecision({
      ...{ detection, at: now, session, project, group_name: one.group, plugin: one.plugin, outcome, why },
      evidence: JSON.stringify({ matches: seen.matches.filter(({ group }) => group === one.group) }),
    })
  for (const step of steps) if (step.outcome !== null) decided(step.decided, step.outcome, step.why)
  for (const step of late)
    decided(step.decided, 'timed out', `There was no time left to give what ${step.decided.plugin} has.`)
  for (const { install, decided } of steps) {
    const { plugin } = decided
    const isGiven = plugin !== null && given.includes(plugin)
    if (session === null || plugin === null || (!install && !isGiven)) continue
    const route = !isGiven ? 'install started' : seen.asked === null ? 'substitute list' : 'substitute'
    autoload.addActivation({ plugin, session, installed_at: now, active_from: now, route })
  }
  if (session !== null) atWorkNow(at, session)
  return detection
}

/** What was installed earlier and is at work in this session by now. */
function atWorkNow({ history, loaded }: Here, session: string) {
  const waiting = history.autoload.waitingActivations(session)
  const since = waiting.length > 0 ? loaded() : null
  for (const { id, installed_at } of waiting)
    if (since !== null && installed_at <= since.at) history.autoload.activate(id, since.at, since.route)
}
