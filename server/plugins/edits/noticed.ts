import type { Change, Component } from '../../reload/types.ts'
import type { EditRow } from './types.ts'

/** A file whose source is not in the loaded folder yet, or that was saved where it is read. */
export type Saved = { path: string; component: Component; change: Change; savedAt: number }

/** What lies in the loaded folder of a file: when its content was saved, and when it was put there. */
export type Lying = { savedAt: number; putAt: number }

export type Noticed = {
  add: readonly Saved[]
  /** Saved once more before it got anywhere: that is one edit, and the later save counts. */
  again: readonly { id: number; saved: Saved }[]
  /** In the loaded folder now, with the time when it came there. */
  reached: readonly { edit: EditRow; putAt: number }[]
  /** Taken back, or gone. */
  drop: readonly EditRow[]
}

/** What became of the edits that were on their way, and which are new. `lying` looks at a file of the loaded folder. */
export function noticed(
  onTheWay: readonly EditRow[],
  saved: readonly Saved[],
  differs: (path: string) => boolean,
  lying: (path: string) => Lying | null,
): Noticed {
  const known = new Map(onTheWay.map((edit) => [edit.path, edit]))
  const arrived = onTheWay.filter(({ path }) => !differs(path)).map((edit) => ({ edit, now: lying(edit.path) }))
  return {
    add: saved.filter(({ path }) => !known.has(path)),
    again: saved.flatMap((one) => {
      const edit = known.get(one.path)
      return edit && edit.saved_at !== one.savedAt ? [{ id: edit.id, saved: one }] : []
    }),
    reached: arrived.flatMap(({ edit, now }) => (isLater(edit, now) ? [{ edit, putAt: now.putAt }] : [])),
    drop: arrived.filter(({ edit, now }) => !isLater(edit, now)).map(({ edit }) => edit),
  }
}

const isLater = (edit: EditRow, now: Lying | null): now is Lying => now !== null && now.putAt >= edit.saved_at
