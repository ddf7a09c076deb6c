import { join } from 'node:path'
import { namesBelow } from '../../trees/names.ts'
import type { Context } from './context.ts'

const MOST_FILES = 60_000

/** The files of known plugins, of the project and of the user whose path ends with this, or whose name holds it. */
export function withPiece({ inventory, panel }: Pick<Context, 'inventory' | 'panel'>, piece: string): string[] {
  const wanted = piece.toLowerCase().replace(/^\/+|\/+$/g, '')
  if (wanted === '') return []
  const { configDir, project } = panel.config
  const roots = new Set([
    ...inventory.plugins.flatMap(({ source, loaded }) => source?.path ?? loaded.path),
    ...PARTS.flatMap((part) => [join(configDir, part), join(project, '.claude', part)]),
  ])
  const found: { path: string; rank: number }[] = []
  let left = MOST_FILES
  for (const root of roots) {
    const names = namesBelow(root, left)
    left -= names.length
    for (const name of names) {
      const rank = rankOf(name.toLowerCase(), wanted)
      if (rank !== null) found.push({ path: join(root, name), rank })
    }
  }
  return found
    .toSorted((one, other) => one.rank - other.rank || (one.path < other.path ? -1 : 1))
    .map(({ path }) => path)
}

const PARTS = ['skills', 'commands', 'agents', 'rules', 'output-styles']

function rankOf(path: string, wanted: string): number | null {
  if (path === wanted || path.endsWith(`/${wanted}`)) return 0
  if (path.slice(path.lastIndexOf('/') + 1).includes(wanted)) return 1
  return wanted.includes('/') && path.includes(wanted) ? 2 : null
}
