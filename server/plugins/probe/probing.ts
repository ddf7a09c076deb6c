export type Probing = ReturnType<typeof openProbing>

/** The probe that this process runs, which must have ended before the process does: it has programs of its own. */
export function openProbing() {
  const closing = new AbortController()
  const running = new Set<Promise<unknown>>()

  return {
    signal: closing.signal,
    add(probe: Promise<unknown>) {
      const settled = probe.catch(() => {}).finally(() => running.delete(settled))
      running.add(settled)
    },
    /** Ends it; what it has measured is kept. */
    async close() {
      closing.abort()
      await Promise.all(running)
    },
  }
}
