import { parentPort } from 'node:worker_threads'
import { sentenceOf } from '../errors.ts'
import { type Applied, applyPlan } from './apply.ts'
import type { Memo } from './compare.ts'
import { measureFolder } from './measure.ts'
import { comparePair, type Pair, type PairResult } from './pair.ts'
import type { Plan } from './plan.ts'
import { type Heard, overheard, type Thrown, thrownOf, type Word } from './worker-journal.ts'

export type Job =
  | { do: 'compare'; pair: Pair }
  | { do: 'measure'; path: string }
  | { do: 'apply'; plan: Plan; trashDir: string; cancel: Int32Array }

export type Answer =
  | { result: PairResult }
  | { bytes: number }
  | { applied: Applied }
  | { thrown: Thrown }
  | { error: string }

/** `id` is of the job it belongs to. */
export type ToWorker = { id: number; job: Job } | { id: number; heard: Heard }
export type FromWorker = { id: number; answer: Answer } | { id: number; word: Word }

/** What was found equal, by pair of folders; the pairs that were not asked for the longest go first. */
const memos = new Map<string, Memo>()
const MOST_FILES_REMEMBERED = 100_000

const send = (message: FromWorker) => parentPort?.postMessage(message)
const journals = new Map<number, ReturnType<typeof overheard>>()

parentPort?.on('message', (message: ToWorker) => {
  const { id } = message
  if ('heard' in message) journals.get(id)?.hear(message.heard)
  else if (message.job.do === 'apply') void apply(id, message.job).then((answer) => send({ id, answer }))
  else send({ id, answer: answerTo(message.job) })
})

function answerTo(job: Exclude<Job, { do: 'apply' }>): Answer {
  try {
    return job.do === 'measure'
      ? { bytes: measureFolder(job.path) }
      : { result: comparePair(job.pair, memoOf(`${job.pair.source}\0${job.pair.loaded}`)) }
  } catch (error) {
    return { error: sentenceOf(error) }
  }
}

async function apply(id: number, { plan, trashDir, cancel }: Extract<Job, { do: 'apply' }>): Promise<Answer> {
  const { journal, task, hear } = overheard(cancel, (word) => send({ id, word }))
  journals.set(id, { journal, task, hear })
  try {
    return { applied: await applyPlan(plan, journal, { trashDir, task }) }
  } catch (error) {
    return { thrown: thrownOf(error) }
  } finally {
    journals.delete(id)
  }
}

function memoOf(folders: string): Memo {
  const memo = memos.get(folders) ?? new Map()
  memos.delete(folders)
  memos.set(folders, memo)
  let files = 0
  for (const { size } of memos.values()) files += size
  for (const [oldest, { size }] of memos) {
    if (files <= MOST_FILES_REMEMBERED) break
    memos.delete(oldest)
    files -= size
  }
  return memo
}
