import { setTimeout as pause } from 'node:timers/promises'
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

/**
 * Runs `work` when it is its turn to drive Claude Code: two of its commands at once lose entries of its settings, so
 * every Hotplug waits for the one before. Rejects with the reason of `signal` when that was aborted while waiting.
 */
export async function inTurn<T>(store: Store, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  while (!takeTurn(store)) await pause(TURN_PACE, undefined, { signal }).catch(() => signal.throwIfAborted())
  try {
    return await work()
  } finally {
    store.dropLock(TURN, process.pid)
  }
}

/** Whoever comes next also waits for this program of ours, which goes on when we are killed. */
export function waitFor(store: Store, pid: number) {
  const start = processStart(pid)
  if (start !== null) store.exclusively(() => store.putLock(TURN_OF_CHILD, pid, start))
}

/** Whether a Hotplug, or a program it started, is changing what Claude Code has installed. */
export const isDriven = (store: Store): boolean =>
  [TURN, TURN_OF_CHILD].some((name) => {
    const held = store.lock(name)
    return held !== undefined && isAlive(held.pid, held.process_start)
  })

const TURN = 'claude'
const TURN_OF_CHILD = 'claude itself'
const TURN_PACE = 50

const takeTurn = (store: Store) =>
  store.exclusively(() => {
    if (isDriven(store)) return false
    store.putLock(TURN, process.pid, processStart(process.pid) ?? '')
    return true
  })

const holderName = (pid: number) => (pid === process.pid ? 'another click' : `another Hotplug (process ${pid})`)
