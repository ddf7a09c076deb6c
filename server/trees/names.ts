import { readdirSync } from 'node:fs'
import { isIgnoredName } from './ignored.ts'

const DEEPEST = 12

/** The paths of all files below a folder, at most so many, without looking at any of them. */
export function namesBelow(root: string, most: number): string[] {
  const names: string[] = []
  const read = (folder: string, depth: number) => {
    for (const child of childrenOf(folder === '' ? root : `${root}/${folder}`)) {
      if (names.length >= most) return
      if (isIgnoredName(child.name, depth)) continue
      const path = folder === '' ? child.name : `${folder}/${child.name}`
      if (!child.isDirectory()) names.push(path)
      else if (depth < DEEPEST) read(path, depth + 1)
    }
  }
  read('', 0)
  return names
}

function childrenOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
