import type { Config } from '../../../config.ts'
import { recordedEvents } from '../../../doctor/bench/recorded.ts'
import type { BenchInput, BenchResult } from './types.ts'

export type Bench = ReturnType<typeof openBench>

const MOST_RESULTS = 50

/** What this process knows of the bench beside its history: nothing of it is written to the disk. */
export function openBench() {
  const results = new Map<string, BenchResult>()
  const running = new Set<string>()
  const confirmed = new Set<string>()
  const stop = new AbortController()

  return {
    /** The latest result of a hook. */
    resultOf: (hook: string): BenchResult | null => results.get(hook) ?? null,
    keep(hook: string, result: BenchResult) {
      results.delete(hook)
      results.set(hook, result)
      for (const key of results.keys()) if (results.size > MOST_RESULTS) results.delete(key)
    },
    isRunning: (hook: string) => running.has(hook),
    /** Runs `work` unless the same hook is being run; null when it is. */
    async alone<T>(hook: string, work: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
      if (running.has(hook)) return null
      running.add(hook)
      try {
        return await work(stop.signal)
      } finally {
        running.delete(hook)
      }
    },
    /** Whether somebody has agreed to run exactly this before. */
    isConfirmed: (fingerprint: string) => confirmed.has(fingerprint),
    confirm: (fingerprint: string) => void confirmed.add(fingerprint),
    /** Events of an event's name that the newest sessions of this project had, masked. */
    recorded: ({ configDir, project }: Pick<Config, 'configDir' | 'project'>, event: string): readonly BenchInput[] =>
      recordedEvents({ configDir, project }, event).map(({ key, words, input }) => ({
        ...{ key: `recorded ${key}`, words, from: 'recorded' as const, how: null },
        text: JSON.stringify(input),
      })),
    /** Whatever is running is ended. */
    close: () => stop.abort(),
  }
}
