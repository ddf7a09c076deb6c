import { withLock } from '../../locks.ts'
import type { Store } from '../../store.ts'

/** Runs `work` while this process alone may change any of these; throws `busy`, having begun nothing, else. */
export function withLocks<T>(store: Store, names: readonly string[], work: () => Promise<T>): Promise<T> {
  const [first, ...others] = names
  return first === undefined ? work() : withLock(store, first, () => withLocks(store, others, work))
}
