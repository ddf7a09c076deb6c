import { HotplugError } from '../../errors.ts'
import { isAlive, processStart } from '../../processes.ts'
import type { Store } from '../../store.ts'

const NAME = 'probe'

/** Runs `work` while this is the only probe: the panel and every command line share the lock, two would slow each other. */
export async function asOnlyProbe<T>(store: Store, work: () => Promise<T>): Promise<T> {
  store.exclusively(() => {
    const holder = probingProcess(store)
    if (holder !== null) throw isProbing(holder)
    store.putLock(NAME, process.pid, processStart(process.pid) ?? '')
  })
  try {
    return await work()
  } finally {
    store.dropLock(NAME, process.pid)
  }
}

/** The process that runs a probe now. */
export function probingProcess(store: Pick<Store, 'lock'>): number | null {
  const held = store.lock(NAME)
  return held && isAlive(held.pid, held.process_start) ? held.pid : null
}

const isProbing = (pid: number) =>
  new HotplugError(
    409,
    `A probe is running already${pid === process.pid ? '' : `, in another Hotplug (process ${pid})`}.`,
    'Wait until it has finished, or cancel it there; what it measured is kept.',
  )
