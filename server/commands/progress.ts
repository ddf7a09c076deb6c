import { progressLine } from '../../views/terminal-progress.ts'
import { sentenceOf } from '../errors.ts'
import type { Panel } from '../panel.ts'
import type { Answer, Surroundings } from './define.ts'

/** Work that is over before this shows no progress; then it is looked at this often (milliseconds). */
const SHOWN_AFTER = 500
const PACE = 100

/**
 * Shows on a terminal how far the panel's activities are, and cancels them when the user wants the command to end: what
 * can be ended is, between two files, and the answer says what was done.
 */
export async function cancellable(
  { progress, stopped }: Surroundings,
  panel: Panel,
  work: () => Promise<Answer>,
): Promise<Answer> {
  let isStopped = false
  void stopped().then(() => {
    isStopped = true
    cancelAll(panel)
  })
  const began = Date.now()
  let isShown = false
  const pace = setInterval(() => {
    // What begins after the signal is not to run either.
    if (isStopped) cancelAll(panel)
    if (progress === null || Date.now() - began < SHOWN_AFTER) return
    isShown = true
    progress(panel.activities.list().map(progressLine).join(' · '))
  }, PACE)
  try {
    return await work()
  } catch (error) {
    if (!isStopped) throw error
    const text = sentenceOf(error)
    return { json: { cancelled: true, message: text }, text: `${text}\n`, exitCode: 1 }
  } finally {
    clearInterval(pace)
    if (isShown) progress?.('')
  }
}

function cancelAll({ activities }: Panel) {
  for (const { id } of activities.list()) activities.cancel(id)
}
