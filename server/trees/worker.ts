import { parentPort } from 'node:worker_threads'
import { sentenceOf } from '../errors.ts'
import type { Memo } from './compare.ts'
import { measureFolder } from './measure.ts'
import { comparePair, type Pair, type PairResult } from './pair.ts'

export type Job = { do: 'compare'; pair: Pair } | { do: 'measure'; path: string }

export type Answer = { result: PairResult } | { bytes: number } | { error: string }

/** What was found equal, by pair of folders; the pairs that were not asked for the longest go first. */
const memos = new Map<string, Memo>()
const MOST_FILES_REMEMBERED = 100_000

parentPort?.on('message', (job: Job) => parentPort?.postMessage(answer(job)))

function answer(job: Job): Answer {
  try {
    return job.do === 'measure'
      ? { bytes: measureFolder(job.path) }
      : { result: comparePair(job.pair, memoOf(`${job.pair.source}\0${job.pair.loaded}`)) }
  } catch (error) {
    return { error: sentenceOf(error) }
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
