import { busy } from './errors.ts'
import { isAlive, processStart } from './processes.ts'
import type { Store } from './store.ts'

/**
 * Runs `work` while this process alone may change the plugin. The lock lies in the store, so the panel and every
 * command line share it; one whose process is gone is taken over. Throws `busy` when another process holds it.
 */
export async function withLock<T>(store: Store, plugin: string, work: () => T | Promise<T>): Promise<T> {
  const name = `plugin ${plugin}`
  store.exclusively(() => {
    const held = store.lock(name)
    if (held && isAlive(held.pid, held.process_start)) throw busy(plugin, holderName(held.pid))
    store.putLock(name, process.pid, processStart(process.pid) ?? '')
  })
  try {
    return await work()
  } finally {
    store.dropLock(name, process.pid)
  }
}

const holderName = (pid: number) => (pid === process.pid ? 'another click' : `another Hotplug (process ${pid})`)
