import { HotplugError, sentenceOf } from '../errors.ts'
import type { Task } from './apply.ts'
import { ActionError, codeOf, RefusedError } from './errors.ts'
import type { Done, Journal, Phase } from './journal.ts'

/** What a worker says of an action it carries out: the journal is kept by whoever gave it the plan. */
export type Word =
  | { begin: string }
  | { phase: Phase; action: number }
  | { finish: Done; action: number }
  | { fail: string; outcome: 'reverted' | 'stuck'; action: number }
  | { progress: number }
  | { commit: true }

/** The answer to a word about the journal: it is written, or why it could not be. */
export type Heard = { value: number | null } | { error: string }

/** An error that can be sent between threads. */
export type Thrown =
  | { as: 'refused'; message: string; file: string | null; next: string }
  | { as: 'action'; message: string; action: number; outcome: 'reverted' | 'stuck' }
  | { as: 'error'; message: string; code: string | null }

/** How often progress is told (milliseconds). */
const PACE = 30

/** The journal and the task of an action as its worker has them. `cancel` is shared memory: 1 when it is to end. */
export function overheard(cancel: Int32Array, say: (word: Word) => void) {
  let waiting: { resolve: (value: number | null) => void; reject: (error: Error) => void } | null = null
  let told = 0
  const abort = new AbortController()
  const ask = (word: Word) =>
    new Promise<number | null>((resolve, reject) => {
      waiting = { resolve, reject }
      say(word)
    })

  const journal: Journal = {
    begin: async ({ token }) => (await ask({ begin: token })) ?? 0,
    phase: async (action, phase) => void (await ask({ phase, action })),
    finish: async (action, done) => void (await ask({ finish: done, action })),
    fail: async (action, outcome, message) => void (await ask({ fail: message, outcome, action })),
  }
  const task: Task = {
    signal: abort.signal,
    commit: () => say({ commit: true }),
    progress(done, total) {
      if (Atomics.load(cancel, 0) !== 0) abort.abort(new HotplugError(409, 'It was cancelled.'))
      const now = performance.now()
      if (now - told < PACE && done < total) return
      told = now
      say({ progress: done })
    },
  }
  return {
    journal,
    task,
    hear(heard: Heard) {
      const asked = waiting
      waiting = null
      if ('error' in heard) asked?.reject(new Error(heard.error))
      else asked?.resolve(heard.value)
    },
  }
}

export function thrownOf(error: unknown): Thrown {
  const message = sentenceOf(error)
  if (error instanceof RefusedError) return { as: 'refused', message, file: error.file, next: error.next }
  if (error instanceof ActionError) return { as: 'action', message, action: error.action, outcome: error.outcome }
  return { as: 'error', message, code: codeOf(error) }
}

export function errorOf(thrown: Thrown): Error {
  if (thrown.as === 'refused') return new RefusedError(thrown.message, thrown.file, thrown.next)
  if (thrown.as === 'action') return new ActionError(thrown.message, thrown.action, thrown.outcome)
  return Object.assign(new Error(thrown.message), thrown.code === null ? {} : { code: thrown.code })
}
