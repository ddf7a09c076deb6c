/** Looks when asked, one look at a time: however often it is asked during one, it is looked once more after it. */
export function openLooking(bring: () => Promise<unknown>, failed: (error: unknown) => void) {
  let looking: Promise<void> = Promise.resolve()
  let isAsked = false
  let isClosed = false

  async function once() {
    isAsked = false
    try {
      if (!isClosed) await bring()
    } catch (error) {
      failed(error)
    }
  }

  return {
    look() {
      if (isClosed || isAsked) return
      isAsked = true
      looking = looking.then(once)
    },
    /** Settled when the last look has ended. */
    async close() {
      isClosed = true
      await looking
    },
  }
}
