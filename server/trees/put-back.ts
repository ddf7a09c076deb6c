import { RefusedError } from './errors.ts'
import type { Item } from './manifest.ts'
import type { Operation } from './plan.ts'
import { entryAt } from './stamp.ts'
import type { Entry } from './types.ts'

/** What puts a file back as it was before an action, over what stands there now. Its contents come from the trash. */
export function operationOf(trash: string, { path, before }: Item, now: Entry | null): Operation {
  if (before?.kind === 'link') return { do: 'link', path, target: before.target, from: null, over: now }
  if (before !== null && before.stored !== null)
    return { do: 'write', path, from: storedEntry(trash, before.stored, path), over: now }
  if (now === null) throw gone(path)
  if (before === null) return { do: 'remove', path, over: now }
  return { do: 'chmod', path, mode: before.mode & 0o777, from: null, over: now }
}

/** A file that the trash keeps; null when it does not. Only names that Hotplug gives are looked at. */
export function storedAt(trash: string, name: string): Entry | null {
  const stored = /^[0-9]{1,9}$/.test(name) ? entryAt(trash, name) : null
  return stored?.kind === 'file' ? stored : null
}

function storedEntry(trash: string, name: string, path: string): Entry {
  const stored = storedAt(trash, name)
  if (stored === null) throw new RefusedError(`The trash no longer holds ${path}, so it cannot be restored.`, path)
  return stored
}

/** Only what a file may be run as was changed then: its contents are in no trash. */
const gone = (path: string) =>
  new RefusedError(`${path} is gone, and the trash knows only its permissions, so it cannot be restored.`, path)
