import type { Panel } from '../../panel.ts'
import type { Synced } from '../in-sessions.ts'
import type { Standing } from './machine.ts'

/** What a page shows of a short sync is over before it is drawn; of a longer one it should be told (milliseconds). */
const TELL_AFTER = 60

/** Pages look again when a state has lasted, not for each of the moments between a save and its sync. */
export function tellLater({ store, live }: Panel, id: string) {
  let told = ''
  let latest: Standing | null = null
  let timer: NodeJS.Timeout | undefined
  let isOver = false

  function now() {
    clearTimeout(timer)
    timer = undefined
    const text = JSON.stringify(latest)
    if (isOver || latest === null || text === told) return
    told = text
    record(latest)
    for (const topic of ['drift', 'activity'] as const) live.publish(topic)
  }

  /** For other processes only: this one goes on without. */
  function record({ state, sentence }: Standing) {
    try {
      store.putWatcher({ plugin: id, state, sentence })
    } catch {
      told = ''
    }
  }

  return {
    now,
    later(standing: Standing) {
      latest = standing
      timer ??= setTimeout(now, TELL_AFTER)
    },
    stop() {
      isOver = true
      clearTimeout(timer)
    },
  }
}

const MOST = 20

/** Tells once of each sync of a plugin from now on, whoever carried it out. */
export function tellSyncs({ store }: Panel, id: string, synced: (action: Synced['action']) => void) {
  let last = store.latestOf(id, 1)[0]?.id ?? 0
  return () => {
    const fresh = store.latestOf(id, MOST).filter((row) => row.id > last && row.state !== 'running')
    for (const row of fresh.reverse()) {
      last = row.id
      const action = row.kind === 'sync' && row.state === 'done' ? store.action(row.id) : undefined
      if (action) synced(action)
    }
  }
}
