/** Work that may lead to more of it. */
export type Job = () => Promise<readonly Job[]>

/** Does all jobs, so many at a time, those that others led to as well; the first that fails ends it, after those under way. */
export async function workThrough(jobs: readonly Job[], atOnce: number): Promise<void> {
  const waiting = [...jobs]
  let working = 0
  let isOver = false
  const { promise, resolve, reject } = Promise.withResolvers<void>()

  function next() {
    while (!isOver && working < atOnce && waiting.length > 0) {
      working++
      const job = waiting.shift() as Job
      void job()
        .then((more) => waiting.unshift(...more))
        .catch((error) => {
          isOver = true
          failure ??= { error }
        })
        .finally(() => {
          working--
          next()
        })
    }
    if (working > 0) return
    if (failure) reject(failure.error)
    else resolve()
  }
  let failure: { error: unknown } | null = null
  next()
  return await promise
}
