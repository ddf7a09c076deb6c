import { readdirSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { existsAt } from './disk.ts'

const MOST_NAMES = 5_000
const MOST = 3

/** Paths that exist and are nearly the one that does not: another spelling of the first name that is not there. */
export function nearest(path: string): string[] {
  const folder = nearestFolder(path)
  const [wrong = '', ...rest] = relative(folder, path).split(sep)
  return namesIn(folder)
    .map((name) => ({ name, far: distance(name.toLowerCase(), wrong.toLowerCase(), nearEnough(wrong)) }))
    .filter(({ far }) => far <= nearEnough(wrong))
    .toSorted((one, other) => one.far - other.far)
    .map(({ name }) => join(folder, name, ...rest))
    .filter(existsAt)
    .slice(0, MOST)
}

/** The nearest folder above a path that exists. */
export function nearestFolder(path: string): string {
  const above = dirname(path)
  return above === path || existsAt(above) ? above : nearestFolder(above)
}

const nearEnough = (name: string) => (basename(name).length > 4 ? 2 : 1)

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).slice(0, MOST_NAMES)
  } catch {
    return []
  }
}

/** How many letters have to be changed, added or left out; more than `most` is not told apart. */
function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [at, letter] of [...one].entries()) {
    const next = [at + 1]
    for (const [index, wanted] of [...other].entries())
      next.push(
        Math.min((row[index] ?? 0) + (letter === wanted ? 0 : 1), (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1),
      )
    row = next
  }
  return row.at(-1) ?? most + 1
}
