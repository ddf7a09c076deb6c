import { type ResourceLimits, Worker } from 'node:worker_threads'
import { sentenceOf } from '../errors.ts'
import type { Pair, PairResult } from './pair.ts'
import type { Answer, Job } from './worker.ts'

/** `seat`: the worker that has this pair's memo, once one has. */
type Task = { job: Job; seat: string | null; settle: (answer: Answer) => void }

type Seat = { worker: Worker; own: Task[]; inHand: Task[]; idle?: NodeJS.Timeout }

/** So many tasks lie with a worker at once that it need not wait for the next one to be sent. */
const IN_HAND = 4

/** A worker without work ends after so many milliseconds. */
const IDLE = 3_000

const LIMITS: ResourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 4 }

/** Threads for work on whole trees. They start at once, and end when they have nothing to do. */
export function openPool(size = 2, resourceLimits: ResourceLimits = LIMITS) {
  const seats: (Seat | null)[] = Array.from({ length: size }, () => null)
  const seatOf = new Map<string, number>()
  const waiting: Task[] = []
  let closed = false

  function hire(index: number): Seat {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { resourceLimits })
    const seat: Seat = { worker, own: [], inHand: [] }
    worker.on('message', (answer: Answer) => {
      seat.inHand.shift()?.settle(answer)
      feed()
    })
    worker.on('error', (error) => lose(index, seat, sentenceOf(error)))
    worker.on('exit', (code) => lose(index, seat, `it ended with code ${code}`))
    seats[index] = seat
    return seat
  }

  /** The task that a worker died of fails, is not tried again, and does not stop the others. */
  function lose(index: number, seat: Seat, why: string) {
    if (seats[index] !== seat) return
    seats[index] = null
    const [culprit, ...innocent] = seat.inHand
    waiting.unshift(...innocent, ...seat.own)
    culprit?.settle({ error: `The worker that had this in hand stopped: ${why}.` })
    feed()
  }

  function feed() {
    if (closed) return
    for (const task of waiting.splice(0)) {
      const home = task.seat === null ? undefined : seatOf.get(task.seat)
      const seat = home === undefined ? null : seats[home]
      if (seat) seat.own.push(task)
      else waiting.push(task)
    }
    for (let most = 1; most <= IN_HAND; most++) for (let index = 0; index < size; index++) give(index, most)
  }

  /** Gives a worker its next task unless it has that many in hand already. */
  function give(index: number, most: number) {
    const seated = seats[index]
    if ((seated?.inHand.length ?? 0) >= most) return
    const task = seated?.own.shift() ?? waiting.shift()
    if (!task) return seated?.inHand.length === 0 ? rest(index, seated) : undefined
    const seat = seated ?? hire(index)
    clearTimeout(seat.idle)
    if (task.seat !== null) seatOf.set(task.seat, index)
    seat.inHand.push(task)
    seat.worker.ref()
    seat.worker.postMessage(task.job)
  }

  function rest(index: number, seat: Seat) {
    seat.worker.unref()
    clearTimeout(seat.idle)
    seat.idle = setTimeout(() => dismiss(index, seat), IDLE).unref()
  }

  /** With what it remembers: 30 MB for nothing, and a new one is there in 50 ms. */
  function dismiss(index: number, seat: Seat) {
    if (seats[index] !== seat || seat.inHand.length > 0) return
    seats[index] = null
    void seat.worker.terminate()
  }

  function ask(job: Job, seat: string | null): Promise<Answer> {
    if (closed) return Promise.resolve({ error: 'The workers are closed.' })
    return new Promise((settle) => {
      waiting.push({ job, seat, settle })
    })
  }

  for (let index = 0; index < size; index++) hire(index).worker.unref()

  return {
    /** Compares every pair; each result is told as soon as it is known, all of them come at the end, in order. */
    async compare(pairs: readonly Pair[], onResult: (result: PairResult) => void = () => {}): Promise<PairResult[]> {
      const answers = pairs.map(async (pair) => {
        const answer = await ask({ do: 'compare', pair }, `${pair.source}\0${pair.loaded}`)
        const result = 'result' in answer ? answer.result : { key: pair.key, error: errorOf(answer) }
        onResult(result)
        return result
      })
      feed()
      return Promise.all(answers)
    },

    /** The size of a folder in bytes, links not followed; 0 when it is missing. */
    async measure(path: string): Promise<number> {
      const asked = ask({ do: 'measure', path }, null)
      feed()
      const answer = await asked
      if ('bytes' in answer) return answer.bytes
      throw new Error(errorOf(answer))
    },

    async close() {
      closed = true
      const left = seats.filter((seat) => seat !== null)
      seats.fill(null)
      for (const task of [...waiting.splice(0), ...left.flatMap(({ inHand, own }) => [...inHand, ...own])])
        task.settle({ error: 'The workers were closed before this was done.' })
      await Promise.all(left.map(({ worker }) => worker.terminate()))
    },
  }
}

const errorOf = (answer: Answer) => ('error' in answer ? (answer.error ?? '') : 'The worker gave no answer.')
