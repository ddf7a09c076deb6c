import { type Dirent, lstatSync, opendirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gitignoreRules, isIgnoredBy } from './gitignore.ts'
import type { Budget } from './limits.ts'
import type { ProjectFiles } from './read.ts'
import { isNotWalked } from './unwanted.ts'

const DEEPEST = 40
const MOST_UNREADABLE = 20
/** The size of a folder itself, which grows with its names: beyond 20,000 of them. */
const HUGE = 1024 * 1024

type Ignoring = { readonly folder: string; readonly rules: ReturnType<typeof gitignoreRules> }
type Folder = { readonly path: string; readonly depth: number; readonly ignoring: readonly Ignoring[] }

/**
 * The files of a folder that git does not know, level by level: when it has to end early, what lies at the top was seen.
 * Links are never followed. Folders that tools fill are left out by name, and what its `.gitignore` files name.
 */
export function walkProject(files: ProjectFiles, budget: Budget): { paths: string[]; unreadable: string[] } {
  const paths: string[] = []
  const unreadable: string[] = []
  const folders: Folder[] = [{ path: '', depth: 0, ignoring: [] }]
  for (const folder of folders) {
    if (budget.isOver()) {
      budget.stop(`Not every folder was looked into: ${budget.limits.milliseconds} ms were over.`)
      break
    }
    const children = childrenOf(join(files.root, folder.path), budget)
    if (children === null) {
      if (unreadable.length < MOST_UNREADABLE) unreadable.push(folder.path || '.')
      continue
    }
    const ignoring = withOwnRules(files, folder, children)
    const prefix = folder.path === '' ? '' : `${folder.path}/`
    for (const child of children) {
      const path = prefix + child.name
      const isFolder = child.isDirectory()
      if (isFolder ? isNotWalked(child.name) || folder.depth >= DEEPEST : !child.isFile()) continue
      if (ignoring.some(({ folder, rules }) => isIgnoredBy(rules, path.slice(folder.length), child.name, isFolder)))
        continue
      if (isFolder) folders.push({ path, depth: folder.depth + 1, ignoring })
      else if (paths.length < budget.limits.files) paths.push(path)
    }
    if (paths.length >= budget.limits.files) {
      budget.stop(`Only the first ${budget.limits.files.toLocaleString('en')} files were looked at.`)
      break
    }
  }
  return { paths, unreadable }
}

function childrenOf(folder: string, budget: Budget): readonly Dirent[] | null {
  try {
    return lstatSync(folder).size > HUGE
      ? firstChildrenOf(folder, budget)
      : readdirSync(folder, { withFileTypes: true })
  } catch {
    return null
  }
}

/** By portions, which takes three times as long for each: a folder may hold millions of names. */
function firstChildrenOf(folder: string, budget: Budget): Dirent[] {
  const children: Dirent[] = []
  const handle = opendirSync(folder, { bufferSize: 1024 })
  try {
    for (let child = handle.readSync(); child !== null; child = handle.readSync()) {
      children.push(child)
      if (children.length > budget.limits.files || (children.length % 1024 === 0 && budget.isOver())) break
    }
  } finally {
    handle.closeSync()
  }
  return children
}

function withOwnRules(files: ProjectFiles, { path, ignoring }: Folder, children: readonly Dirent[]) {
  if (!children.some((child) => child.name === '.gitignore')) return ignoring
  const text = files.read(path === '' ? '.gitignore' : `${path}/.gitignore`, 65_536)?.text ?? ''
  return [...ignoring, { folder: path === '' ? '' : `${path}/`, rules: gitignoreRules(text) }]
}
