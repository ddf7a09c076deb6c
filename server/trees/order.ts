import { foldersAbove } from './folders.ts'
import type { Item } from './manifest.ts'

/**
 * The order in which files are put into place: deletions last, except those without which a folder could not take the
 * place of a file, or a file that of a folder.
 */
export function inOrder(items: readonly Item[]): Item[] {
  const puts = items.filter(({ after }) => after !== null)
  const paths = new Set(puts.map(({ path }) => path))
  const folders = new Set(puts.flatMap(({ path }) => foldersAbove(path)))
  const removals = items.filter(({ after }) => after === null)
  const inTheWay = ({ path }: Item) => folders.has(path) || foldersAbove(path).some((folder) => paths.has(folder))
  return [...removals.filter(inTheWay), ...puts, ...removals.filter((item) => !inTheWay(item))]
}
