import { lstatSync, mkdirSync, readdirSync, rmdirSync, type Stats } from 'node:fs'
import { codeOf, RefusedError } from './errors.ts'

/** What stands at a path, links not followed; null when nothing does. */
export function look(path: string): Stats | null {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) ?? null
  } catch (error) {
    if (codeOf(error) === 'ENOTDIR') return null
    throw error
  }
}

/** The folders above a path below its root, outermost first: `a/b/c` has `a` and `a/b`. */
export function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1)
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}

/** What the folders above a path come to: all real, some not there yet, or one that must not be gone through. */
export type Standing = 'real' | 'absent' | 'link' | 'no folder'

/**
 * Looks at the folders above paths below a root, which is a real path itself: this is what keeps every change inside
 * it. Files of one folder that are asked for in a row are answered by one look; `forget` after changing folders.
 * `goes`: folders (or what stands in their place) that will be gone by then.
 */
export function watchFolders(root: string, goes: (path: string) => boolean = () => false) {
  let last: { folder: string; standing: Standing } | null = null
  function above(path: string): Standing {
    const folder = folderOf(path)
    if (last?.folder !== folder) last = { folder, standing: standingOf(root, path, goes) }
    return last.standing
  }
  return {
    above,
    forget() {
      last = null
    },
    /** The folders above this path were just made. */
    made(path: string) {
      last = { folder: folderOf(path), standing: 'real' }
    },
    /** Throws RefusedError when one of them is a link or no folder. */
    check(path: string) {
      const standing = above(path)
      if (standing === 'real' || standing === 'absent') return
      throw notThrough(
        `${root}/${foldersAbove(path).find((one) => !look(`${root}/${one}`)?.isDirectory()) ?? ''}`,
        standing,
      )
    },
  }
}

const notThrough = (folder: string, standing: 'link' | 'no folder') =>
  new RefusedError(
    `${folder} is ${standing === 'link' ? 'a link' : standing} now; nothing is changed through it.`,
    folder,
  )

const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')))

function standingOf(root: string, path: string, goes: (path: string) => boolean): Standing {
  for (const folder of foldersAbove(path)) {
    const stats = look(`${root}/${folder}`)
    if (stats === null || goes(folder)) return 'absent'
    if (stats.isSymbolicLink()) return 'link'
    if (!stats.isDirectory()) return 'no folder'
  }
  return 'real'
}

/**
 * Makes the folders above a path; the ones in which something new was made come back. Throws RefusedError when one of
 * them is a link or no folder.
 */
export function makeFoldersAbove(root: string, path: string): string[] {
  const touched: string[] = []
  let parent = root
  let stands = true
  for (const folder of foldersAbove(path)) {
    const absolute = `${root}/${folder}`
    const stats: Stats | null = stands ? look(absolute) : null
    if (stats !== null && !stats.isDirectory())
      throw notThrough(absolute, stats.isSymbolicLink() ? 'link' : 'no folder')
    stands = stats !== null
    if (!stands) {
      mkdirSync(absolute)
      touched.push(parent)
    }
    parent = absolute
  }
  return [...touched, parent]
}

/** Removes the folders above a path as far as they are empty; the innermost that is left comes back. */
export function pruneFoldersAbove(root: string, path: string): string {
  for (const folder of foldersAbove(path).reverse()) {
    try {
      rmdirSync(`${root}/${folder}`)
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') return `${root}/${folder}`
    }
  }
  return root
}

/** Removes a folder that holds nothing but empty folders; throws when it holds anything else. */
export function removeEmptyFolders(folder: string) {
  for (const child of readdirSync(folder, { withFileTypes: true }))
    if (child.isDirectory()) removeEmptyFolders(`${folder}/${child.name}`)
  rmdirSync(folder)
}
