import { blockingOf, isMeasured } from './consequences.ts'
import { type About, saidBy } from './said.ts'
import type { Outcome, Output, Run, Verdict } from './types.ts'

/**
 * What a run means to a session. Measured with 2.1.329: valid JSON counts whatever the exit code is, exit code 2 blocks
 * beside that, and any other code but 0 only leaves a line for you.
 */
export function verdictOf(about: About, run: Run, output: Output): Verdict {
  const isKnown =
    run.ended === 'time limit' || (run.ended === 'by itself' && about.type !== 'http' && isMeasured(about.event))
  const evidence = isKnown ? ('measured' as const) : ('documented' as const)
  const cannot = notEnded(run)
  if (cannot) return { ...cannot, told: [], evidence }
  const said = saidBy(about, run, output)
  const outcome = WORST.find((one) => said.some((part) => part.outcome === one)) ?? 'goes on'
  const happens = [...new Set(said.flatMap((part) => part.happens ?? []))]
  return {
    outcome,
    exit: about.type === 'http' ? statusMeans(run) : exitMeans(about.event, run),
    happens: happens.length > 0 ? happens.join(' ') : 'The session goes on as if there were no hook.',
    told: said.flatMap((part) => part.told),
    evidence,
  }
}

/** The exit code alone, before anything that was printed. */
function exitMeans(event: string, { code, signal }: Pick<Run, 'code' | 'signal'>): string {
  if (code === 0) return 'Success.'
  if (code !== 2)
    return `An error that blocks nothing${signal ? ` (it was ended by ${signal})` : code === 127 ? ': the shell found no such command' : code === 126 ? ': it may not be executed' : ''}. You are shown standard error; Claude is not.`
  const blocking = blockingOf(event)
  return blocking ? `It blocks. ${blocking.does}` : `It would block, but ${event} cannot be blocked: only you are told.`
}

/** A status cannot block (documented); of an answer that did not come it was measured with 2.1.329. */
function statusMeans({ status, code }: Run): string {
  if (status === null) return 'No answer came. That blocks nothing; you are shown why.'
  return code === 0
    ? 'Success: the body counts, where it is a JSON object.'
    : 'An error that blocks nothing: a status cannot block, and the body does not count.'
}

const WORST: readonly Outcome[] = ['blocks', 'stops', 'error', 'in the background']

function notEnded(run: Run): Pick<Verdict, 'outcome' | 'exit' | 'happens'> | null {
  switch (run.ended) {
    case 'by itself':
      return null
    case 'not started':
      return {
        outcome: 'error',
        exit: 'There is no exit code: nothing was started.',
        happens: `It could not be started: ${run.problem}. In a session you would be shown an error, and nothing is blocked.`,
      }
    case 'cancelled':
      return { outcome: 'cancelled', exit: 'It was ended before there was an exit code.', happens: 'You cancelled it.' }
    default:
      return {
        outcome: 'cancelled',
        exit: 'It was ended before there was an exit code.',
        happens:
          run.ended === 'time limit'
            ? 'Claude Code ends a hook that takes too long, discards what it printed, and goes on.'
            : 'It printed more than the bench keeps, and was ended. Of a session that is not known.',
      }
  }
}
