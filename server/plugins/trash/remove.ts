import { HotplugError, sentenceOf } from '../../errors.ts'
import { withLock } from '../../locks.ts'
import type { Panel } from '../../panel.ts'
import type { Task } from '../../trees/apply.ts'
import { removeTrash } from '../../trees/remove-trash.ts'
import { ownerOf } from './owner.ts'

export type Removal = { token: string; id: number | null; bytes: number; why: string }

export type Removed = { actions: number; bytes: number; left: readonly { token: string; message: string }[] }

/** So many are written down as gone at once, before the first of them goes; in between a person can cancel. */
const AT_ONCE = 32

/**
 * Removes these actions' trash for good. The history knows before the first file goes, so what was interrupted is ended
 * later; nothing is taken from a plugin that is just being changed.
 */
export async function removeFromTrash(panel: Panel, removals: readonly Removal[], task?: Task): Promise<Removed> {
  const done: Removal[] = []
  const left: { token: string; message: string }[] = []
  for (const [owner, group] of Map.groupBy(removals, ({ token, id }) => ownerOf(panel, token, id))) {
    for (let start = 0; start < group.length; start += AT_ONCE) {
      const some = group.slice(start, start + AT_ONCE)
      task?.progress(done.length + left.length, removals.length)
      const messages = task?.signal.aborted ? some.map(() => 'It was cancelled.') : await removeSome(panel, owner, some)
      for (const [index, one] of some.entries()) {
        const message = messages[index] ?? null
        if (message === null) done.push(one)
        else left.push({ token: one.token, message })
      }
    }
  }
  return { actions: done.length, bytes: done.reduce((sum, { bytes }) => sum + bytes, 0), left }
}

/** For each of them why it was left; null: it is gone. */
async function removeSome(panel: Panel, owner: string, some: readonly Removal[]): Promise<(string | null)[]> {
  const { store } = panel
  try {
    return await withLock(store, owner, async () => {
      const running = some.map(({ id }) => id !== null && store.action(id)?.state === 'running')
      store.exclusively(() => {
        for (const [index, { id, why }] of some.entries()) if (id !== null && !running[index]) store.dropKept(id, why)
      })
      const messages: (string | null)[] = []
      for (const [index, { token }] of some.entries())
        messages.push(running[index] ? 'Its action is under way.' : await removeOne(panel, token))
      return messages
    })
  } catch (error) {
    return some.map(() => messageOf(error))
  }
}

async function removeOne({ trashDir }: Panel, token: string): Promise<string | null> {
  try {
    await removeTrash(token, trashDir)
    return null
  } catch (error) {
    return messageOf(error)
  }
}

const messageOf = (error: unknown) =>
  error instanceof HotplugError ? `${error.message} ${error.next}`.trim() : sentenceOf(error)
