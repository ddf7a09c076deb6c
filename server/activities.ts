import { HotplugError } from './errors.ts'
import type { Live } from './live.ts'
import type { Activity } from './plugins/types.ts'

export type Activities = ReturnType<typeof createActivities>

/** How work under way tells how far it is, and learns that somebody wants it to end. */
export type Task = {
  progress(done: number, total: number): void
  step(what: string): void
  /** Aborted when somebody cancelled; looked at between files. */
  signal: AbortSignal
  /** From here on it has to run to its end. */
  commit(): void
}

/** The long work of this process, for the page that shows it and can end it. */
export function createActivities(live: Live) {
  const running = new Map<number, { activity: Activity; abort: AbortController }>()
  let last = 0

  return {
    list: (): readonly Activity[] => [...running.values()].map(({ activity }) => activity),

    async run<T>(title: string, work: (task: Task) => Promise<T>): Promise<T> {
      const id = ++last
      const abort = new AbortController()
      const activity: Activity = { id, title, progress: null, step: null, cancellable: true, since: Date.now() }
      running.set(id, { activity, abort })
      const change = (part: Partial<Activity>) => {
        Object.assign(activity, part)
        live.publish('activity')
      }
      change({})
      try {
        return await work({
          signal: abort.signal,
          progress: (done, total) => change({ progress: { done, total } }),
          step: (step) => change({ step }),
          commit: () => change({ cancellable: false }),
        })
      } finally {
        running.delete(id)
        live.publish('activity')
      }
    },

    /** Whether there was such work and it can still be ended. */
    cancel(id: number): boolean {
      const found = running.get(id)
      if (!found?.activity.cancellable) return false
      found.abort.abort(new HotplugError(409, 'It was cancelled.'))
      return true
    },
  }
}
