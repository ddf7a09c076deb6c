/** What can change. An event says only that a page should look again; it carries no data. */
export type Topic = 'inventory' | 'drift' | 'history' | 'claude' | 'activity' | 'probe' | 'sessions' | 'doctor'
export type Live = ReturnType<typeof createLive>

/** A burst of the same topic becomes one event at its start and one at its end, this far apart (milliseconds). */
const BURST = 120

export function createLive() {
  const listeners = new Set<(topic: Topic) => void>()
  const resting = new Map<Topic, { again: boolean }>()

  function publish(topic: Topic) {
    const rest = resting.get(topic)
    if (rest) rest.again = true
    else announce(topic)
  }

  function announce(topic: Topic) {
    const rest = { again: false }
    resting.set(topic, rest)
    for (const listener of listeners) listener(topic)
    setTimeout(() => {
      resting.delete(topic)
      if (rest.again) announce(topic)
    }, BURST).unref()
  }

  return {
    publish,
    subscribe(listener: (topic: Topic) => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    listeners: () => listeners.size,
  }
}
