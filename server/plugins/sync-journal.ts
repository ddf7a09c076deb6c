import type { Store } from '../store.ts'
import type { Journal } from '../trees/journal.ts'

type Entry = { write: () => unknown; settle: (value: unknown) => void; fail: (error: unknown) => void }

/**
 * Puts what several actions write at about the same time on the disk as one: a disk takes as long for one entry as
 * for twenty. Each call is settled once its own entry is there.
 */
export function openLedger(store: Store) {
  let entries: Entry[] = []

  function enter<T>(write: () => T): Promise<T> {
    return new Promise<T>((settle, fail) => {
      if (entries.length === 0) setImmediate(flush)
      entries.push({ write, settle: settle as Entry['settle'], fail })
    })
  }

  function flush() {
    const now = entries
    entries = []
    try {
      const values = store.together(() => now.map(({ write }) => write()))
      for (const [index, { settle }] of now.entries()) settle(values[index])
    } catch (error) {
      if (now.length === 1) now[0]?.fail(error)
      else for (const one of now) alone(one)
    }
  }

  /** One of them could not be written, so none of them was: now the others are not to suffer from it. */
  function alone({ write, settle, fail }: Entry) {
    try {
      settle(write())
    } catch (error) {
      fail(error)
    }
  }

  return (journal: Journal): Journal => ({
    begin: (work) => enter(() => journal.begin(work) as number),
    phase: (action, phase) => enter(() => void journal.phase(action, phase)),
    finish: (action, done) => enter(() => void journal.finish(action, done)),
    fail: (action, outcome, message) => enter(() => void journal.fail(action, outcome, message)),
  })
}
