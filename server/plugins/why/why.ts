import type { Inventory } from '../../claude/types.ts'
import { HotplugError } from '../../errors.ts'
import type { Panel } from '../../panel.ts'
import { remedyText } from '../../reload/sequence.ts'
import { holdingsOf } from '../sessions/sessions.ts'
import { readAsked } from './asked.ts'
import { bookkeepingAnswer } from './bookkeeping.ts'
import type { Answering, Context } from './context.ts'
import { existsAt, onDisk } from './disk.ts'
import { givenAnswer, givenIn } from './given.ts'
import { insidePluginAnswer } from './inside-plugin.ts'
import { brokenLinkAnswer, leavingLinkAnswer, linkNotes } from './links.ts'
import { managedAnswer } from './managed.ts'
import { marketplaceAnswer } from './marketplace.ts'
import { obstructedAnswer } from './obstructed.ts'
import { outsideAnswer } from './outside.ts'
import { ownAnswer } from './own.ts'
import { projectAnswer } from './project.ts'
import { strayPluginAnswer } from './stray.ts'
import type { Answer, Why } from './types.ts'

/** `session`: the process whose session the answer is to end in; without it, in all that are running. */
export type WhyOptions = { session?: number | null | undefined }

/** Why an edit of this file is live or not: every stage on its way, the first one that is broken, and the remedy. */
export async function whyFile(panel: Panel, typed: string, { session: pid = null }: WhyOptions = {}): Promise<Why> {
  const { path, piece, line } = readAsked(typed, { ...panel.config, exists: existsAt })
  await panel.survey.ask()
  await panel.sessions.bring()
  // They say more of their version than their own files do.
  const inventory = { ...panel.survey.inventory(), sessions: panel.sessions.living() }
  const session = pid === null ? null : livingSession(inventory, pid)
  const known = { panel, inventory, path, piece, session, disk: onDisk(path) }
  const context: Context = { ...known, holdings: holdingsOf(panel), given: givenIn(known) }
  const answer = ANSWERS.reduce<Answer | null>((found, answering) => found ?? answering(context), null)
  return finish(context, line, answer ?? { answer: '' })
}

/** The first that has something to say answers; the last one always has. */
const ANSWERS: readonly Answering[] = [
  obstructedAnswer,
  bookkeepingAnswer,
  ownAnswer,
  brokenLinkAnswer,
  leavingLinkAnswer,
  (context) => (context.session ? givenAnswer(context) : null),
  insidePluginAnswer,
  givenAnswer,
  marketplaceAnswer,
  managedAnswer,
  strayPluginAnswer,
  projectAnswer,
  outsideAnswer,
]

function livingSession({ sessions }: Pick<Inventory, 'sessions'>, pid: number) {
  const session = sessions.find((one) => one.pid === pid && one.alive)
  if (session) return session
  throw new HotplugError(404, `Process ${pid} is no running session of Claude Code.`, 'See `hotplug sessions`.')
}

function finish(context: Context, line: number | null, answer: Answer): Why {
  const { hops = [], steps = [], verdict = null, sessions = [], notes = [], suggestions = [], ground = null } = answer
  const first = hops.findIndex(({ ok }) => ok === false)
  return {
    file: context.disk.kind === 'missing' ? context.path : context.disk.real,
    line,
    plugin: answer.plugin ?? null,
    component: answer.component ?? null,
    hops: hops.map((hop, index) => ({ ...hop, broken: index === first })),
    broken: hops[first]?.hop ?? null,
    answer: answer.answer,
    remedy: remedyText(steps),
    steps,
    rule: verdict?.rule ?? null,
    basis: verdict && { measured: verdict.measured, basis: verdict.basis, change: verdict.change },
    ground,
    session: context.session?.pid ?? null,
    sessions,
    isCopyEdited: answer.isCopyEdited ?? false,
    notes: [...linkNotes(context), ...notes],
    suggestions,
  }
}
