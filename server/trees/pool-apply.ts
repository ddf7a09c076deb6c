import { sentenceOf } from '../errors.ts'
import type { Applied, Settings } from './apply.ts'
import { ActionError } from './errors.ts'
import type { Journal, Phase } from './journal.ts'
import type { Plan } from './plan.ts'
import type { PoolAnswer } from './pool.ts'
import { recover } from './recover.ts'
import type { Job } from './worker.ts'
import { errorOf, type Heard, type Word } from './worker-journal.ts'

type AskWorker = (job: Job, said: (word: Word) => Promise<Heard | null>) => Promise<PoolAnswer>

/**
 * Carries plans out in other threads. The journal stays in this one, which writes what they tell before they go on;
 * what a thread had begun when it ended is brought to an end here, as the next start would.
 */
export const applyIn =
  (askWorker: AskWorker) =>
  async (plan: Plan, journal: Journal, { trashDir, task }: Settings): Promise<Applied> => {
    task?.signal.throwIfAborted()
    const cancel = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
    const abort = () => Atomics.store(cancel, 0, 1)
    const scribe = openScribe(plan, journal)
    async function said(word: Word) {
      if ('progress' in word) task?.progress(word.progress, plan.operations.length)
      else if ('commit' in word) task?.commit()
      else return scribe.write(word)
      return null
    }
    task?.signal.addEventListener('abort', abort)
    try {
      const answer = await askWorker({ do: 'apply', plan, trashDir, cancel }, said)
      if ('applied' in answer) return answer.applied
      if ('thrown' in answer) throw errorOf(answer.thrown)
      return await scribe.bringToAnEnd(answer, trashDir)
    } finally {
      task?.signal.removeEventListener('abort', abort)
    }
  }

type Entry = Exclude<Word, { progress: number } | { commit: true }>

/** Writes what a worker says of its action into the journal, and knows how far it came. */
function openScribe(plan: Plan, journal: Journal) {
  let begun: { action: number; token: string; phase: Phase } | null = null
  let writing: Promise<unknown> = Promise.resolve()

  async function enter(entry: Entry): Promise<number | null> {
    if ('begin' in entry) {
      const action = await journal.begin({ token: entry.begin, plan })
      begun = { action, token: entry.begin, phase: 'stage' }
      return action
    }
    if ('phase' in entry) {
      await journal.phase(entry.action, entry.phase)
      if (begun) begun.phase = entry.phase
    } else if ('finish' in entry) await journal.finish(entry.action, entry.finish)
    else await journal.fail(entry.action, entry.outcome, entry.fail)
    return null
  }

  return {
    write(entry: Entry): Promise<Heard> {
      const written = enter(entry).then(
        (value) => ({ value }),
        (error) => ({ error: sentenceOf(error) }),
      )
      writing = written
      return written
    },

    async bringToAnEnd(answer: PoolAnswer, trashDir: string): Promise<Applied> {
      await writing
      if (begun === null) throw new Error(`${reasonOf(answer)} Nothing was changed.`)
      const { action, token, phase } = begun
      const unfinished = { action, phase, work: { token, plan } }
      const { outcome, message, done } = await recover(unfinished, journal, { trashDir })
      if (outcome === 'finished' && done) return { action, token, after: done.after }
      throw new ActionError(`${reasonOf(answer)} ${message}`, action, outcome === 'reverted' ? 'reverted' : 'stuck')
    },
  }
}

function reasonOf(answer: PoolAnswer): string {
  if ('lost' in answer) return `The worker that had this in hand stopped: ${answer.lost}.`
  return 'error' in answer ? (answer.error ?? '') : 'The worker gave no answer.'
}
