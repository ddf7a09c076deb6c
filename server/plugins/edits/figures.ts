import type { Panel } from '../../panel.ts'
import type { ComponentEdits, EditFigures, EditRow, Span } from './types.ts'

/** The same days as the other plots (milliseconds). */
const SHOWN = 30 * 86_400_000
const MOST = 2000

/** How long the edits of a plugin, or of all, took to be live. */
export function editFigures({ store }: Panel, plugin: string | null, now = Date.now()): EditFigures {
  const since = now - SHOWN
  const rows = plugin === null ? store.edits.all(since, MOST) : store.edits.of(plugin, since, MOST)
  return { since, components: byComponent(rows) }
}

export function byComponent(rows: readonly EditRow[]): ComponentEdits[] {
  return [...Map.groupBy(rows, ({ component }) => component)]
    .map(([component, edits]) => ({
      component,
      edits: edits.length,
      loaded: spanOf(edits, ({ loaded_at }) => loaded_at),
      live: spanOf(edits, ({ live_at }) => live_at),
      unproven: edits.filter(({ loaded_at, live_at }) => loaded_at !== null && live_at === null).length,
      onTheWay: edits.filter(({ loaded_at }) => loaded_at === null).length,
    }))
    .sort((one, other) => other.edits - one.edits || (one.component < other.component ? -1 : 1))
}

/** A clock that was set back makes nothing take less than no time. */
function spanOf(edits: readonly EditRow[], end: (edit: EditRow) => number | null): Span | null {
  const took = edits
    .flatMap((edit) => {
      const at = end(edit)
      return at === null ? [] : [Math.max(0, at - edit.saved_at)]
    })
    .sort((one, other) => one - other)
  if (took.length === 0) return null
  const [low, high] = [took[Math.floor((took.length - 1) / 2)] ?? 0, took[Math.floor(took.length / 2)] ?? 0]
  return { median: (low + high) / 2, worst: took.at(-1) ?? 0 }
}
