import { type ResourceLimits, Worker } from 'node:worker_threads'
import { sentenceOf } from '../errors.ts'
import type { Pair, PairResult } from './pair.ts'
import { applyIn } from './pool-apply.ts'
import type { Answer, FromWorker, Job, ToWorker } from './worker.ts'
import type { Heard, Word } from './worker-journal.ts'

/** `seat`: the worker that has this pair's memo, once one has. `said` answers what the worker says in between. */
type Task = {
  id: number
  job: Job
  seat: string | null
  settle: (answer: PoolAnswer) => void
  said: (word: Word) => Promise<Heard | null>
}

/** lost: the worker ended while it had this in hand, and has come to rest. */
export type PoolAnswer = Answer | { lost: string }

type Seat = { worker: Worker; own: Task[]; inHand: Map<number, Task>; idle?: NodeJS.Timeout }

/** So many tasks lie with a worker at once that it need not wait for the next one to be sent. */
const IN_HAND = 4

/** A worker without work ends after so many milliseconds. */
const IDLE = 3_000

const LIMITS: ResourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 }

/** Threads for work on whole trees. They start at once, and end when they have nothing to do. */
export function openPool(size = 2, resourceLimits: ResourceLimits = LIMITS) {
  const seats: (Seat | null)[] = Array.from({ length: size }, () => null)
  const seatOf = new Map<string, number>()
  const waiting: Task[] = []
  let closed = false
  let last = 0

  function hire(index: number): Seat {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { resourceLimits })
    const seat: Seat = { worker, own: [], inHand: new Map() }
    let why: string | null = null
    worker.on('message', (message: FromWorker) => hear(seat, message))
    worker.on('error', (error) => {
      why = sentenceOf(error)
    })
    worker.on('exit', (code) => lose(index, seat, why ?? `it ended with code ${code}`))
    seats[index] = seat
    return seat
  }

  function hear(seat: Seat, message: FromWorker) {
    const { id } = message
    const task = seat.inHand.get(id)
    if ('word' in message) {
      void task?.said(message.word).then((heard) => heard && post(seat, { id, heard }))
      return
    }
    seat.inHand.delete(id)
    task?.settle(message.answer)
    feed()
  }

  /** The task that a worker died of fails, as does what it had begun to change; neither is tried again, the rest is. */
  function lose(index: number, seat: Seat, why: string) {
    if (seats[index] !== seat) return
    seats[index] = null
    const [culprit, ...others] = seat.inHand.values()
    const failed = [...(culprit ? [culprit] : []), ...others.filter(({ job }) => job.do === 'apply')]
    waiting.unshift(...others.filter((task) => !failed.includes(task)), ...seat.own)
    for (const task of failed) task.settle({ lost: why })
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
    if ((seated?.inHand.size ?? 0) >= most) return
    const task = seated?.own.shift() ?? waiting.shift()
    if (!task) return seated?.inHand.size === 0 ? rest(index, seated) : undefined
    const seat = seated ?? hire(index)
    clearTimeout(seat.idle)
    if (task.seat !== null) seatOf.set(task.seat, index)
    seat.inHand.set(task.id, task)
    seat.worker.ref()
    post(seat, { id: task.id, job: task.job })
  }

  const post = (seat: Seat, message: ToWorker) => seat.worker.postMessage(message)

  function rest(index: number, seat: Seat) {
    seat.worker.unref()
    clearTimeout(seat.idle)
    seat.idle = setTimeout(() => dismiss(index, seat), IDLE).unref()
  }

  /** With what it remembers: 30 MB for nothing, and a new one is there in 50 ms. */
  function dismiss(index: number, seat: Seat) {
    if (seats[index] !== seat || seat.inHand.size > 0) return
    seats[index] = null
    void seat.worker.terminate()
  }

  function ask(job: Job, seat: string | null, said: Task['said'] = async () => null): Promise<PoolAnswer> {
    if (closed) return Promise.resolve({ error: 'The workers are closed.' })
    return new Promise((settle) => {
      waiting.push({ id: ++last, job, seat, settle, said })
    })
  }

  function askNow(...asked: Parameters<typeof ask>) {
    const answer = ask(...asked)
    feed()
    return answer
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
      const answer = await askNow({ do: 'measure', path }, null)
      if ('bytes' in answer) return answer.bytes
      throw new Error(errorOf(answer))
    },

    /** As `applyPlan`, in one of the threads; several at once, of different folders. */
    apply: applyIn((job, said) => askNow(job, null, said)),

    async close() {
      closed = true
      const left = seats.filter((seat) => seat !== null)
      seats.fill(null)
      const tasks = [...waiting.splice(0), ...left.flatMap(({ inHand, own }) => [...inHand.values(), ...own])]
      await Promise.all(left.map(({ worker }) => worker.terminate()))
      for (const task of tasks) task.settle({ error: 'The workers were closed before this was done.' })
    },
  }
}

function errorOf(answer: PoolAnswer): string {
  if ('lost' in answer) return `The worker that had this in hand stopped: ${answer.lost}.`
  return 'error' in answer ? (answer.error ?? '') : 'The worker gave no answer.'
}
