import type { SeenFile } from '../../seen-store.ts'
import type { Change, Content, Timeline } from './timeline.ts'

/** What the store keeps of a folder. */
export function stored(
  folder: string,
  { since, files }: { since: number | null; files: readonly SeenFile[] },
): Timeline {
  const byPath = new Map<string, Content[]>()
  for (const { path, since: from, until, hash, outline, size, modified, changed } of files) {
    const content = { from, until, hash, outline, size, mtimeMs: modified, ctimeMs: changed }
    byPath.set(path, [...(byPath.get(path) ?? []), content])
  }
  return { folder, exists: null, since, files: byPath }
}

export const rowOf = ({ path, content: { from, ctimeMs, mtimeMs, ...content } }: Change): SeenFile => ({
  path,
  since: from,
  modified: mtimeMs,
  changed: ctimeMs,
  ...content,
})
