import { type Dirent, lstatSync, readdirSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { sentenceOf } from '../errors.ts'
import { codeOf } from './errors.ts'
import { isIgnoredName } from './ignored.ts'
import { followOnPaper } from './links.ts'
import type { Entry, Skipped, Tree, TreeHead } from './types.ts'

export type ScanLimits = { entries: number; depth: number }

/** The path of a folder that lies deeper does not fit into the 4,096 bytes that Linux allows. */
const LIMITS: ScanLimits = { entries: 200_000, depth: 2_050 }

/**
 * Everything below a folder that Hotplug compares and copies. Synchronous: measured 8 times faster than promises.
 * The root may be a link (`via` says so); no other link is followed. A folder that is missing is an empty tree.
 */
export function scanTree(path: string, limits: Partial<ScanLimits> = {}): Tree {
  const entries = new Map<string, Entry>()
  const skipped: Skipped[] = []
  const found = rootOf(path, skipped)
  if (!found.exists) return { ...found, entries, bytes: 0, skipped }
  const walk = { root: found.root, entries, skipped, limits: { ...LIMITS, ...limits }, bytes: 0, full: false }
  readFolder(walk, '', 0)
  return { ...found, entries, bytes: walk.bytes, skipped }
}

export function headOf(tree: Tree): TreeHead {
  let newestMs: number | null = null
  for (const { mtimeMs } of tree.entries.values()) if (newestMs === null || mtimeMs > newestMs) newestMs = mtimeMs
  const { root, exists, bytes, skipped } = tree
  return { root, exists, via: tree.via ?? null, files: tree.entries.size, bytes, newestMs, skipped }
}

type Walk = {
  root: string
  entries: Map<string, Entry>
  skipped: Skipped[]
  limits: ScanLimits
  bytes: number
  full: boolean
}

function rootOf(path: string, skipped: Skipped[]): Pick<Tree, 'root' | 'exists' | 'via'> {
  const asked = resolve(path)
  try {
    const isLink = lstatSync(asked).isSymbolicLink()
    const root = realpathSync(asked)
    if (!lstatSync(root).isDirectory()) {
      skipped.push({ path: '', message: `${asked} is not a folder.`, reason: 'special' })
      return { root, exists: false }
    }
    return isLink ? { root, exists: true, via: asked } : { root, exists: true }
  } catch (error) {
    const missing = codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR'
    if (!missing)
      skipped.push({ path: '', message: `${asked} cannot be read: ${sentenceOf(error)}.`, reason: 'unreadable' })
    return { root: asked, exists: false }
  }
}

function readFolder(walk: Walk, folder: string, depth: number) {
  const prefix = folder === '' ? '' : `${folder}/`
  for (const child of childrenOf(walk, folder)) {
    const { name } = child
    if (walk.full) return
    if (isIgnoredName(name, depth)) continue
    const path = prefix + name
    if (!child.isDirectory()) readEntry(walk, path)
    else if (depth >= walk.limits.depth)
      skip(walk, path, 'limit', `lies more than ${walk.limits.depth} folders deep; it was not read`)
    else readFolder(walk, path, depth + 1)
  }
}

function childrenOf(walk: Walk, folder: string): readonly Dirent[] {
  const absolute = folder === '' ? walk.root : `${walk.root}/${folder}`
  try {
    const children = readdirSync(absolute, { withFileTypes: true })
    return children.some(({ name }) => name.includes('\ufffd')) ? withoutBrokenNames(walk, folder, absolute) : children
  } catch (error) {
    skip(walk, folder, 'unreadable', `cannot be read: ${sentenceOf(error)}`)
    return []
  }
}

/** A name that is not UTF-8 cannot be written as text; Claude Code 2.1.329 fails to install such a plugin. */
function withoutBrokenNames(walk: Walk, folder: string, absolute: string): Dirent[] {
  const broken = new Set<string>()
  const whole = new Set<string>()
  for (const raw of readdirSync(absolute, { encoding: 'buffer' }))
    (Buffer.from(raw.toString()).equals(raw) ? whole : broken).add(raw.toString())
  for (const name of broken)
    skip(
      walk,
      folder === '' ? name : `${folder}/${name}`,
      'name',
      'has a name that is not valid UTF-8; it was left out',
    )
  return readdirSync(absolute, { withFileTypes: true }).filter(({ name }) => whole.has(name) && !broken.has(name))
}

function readEntry(walk: Walk, path: string) {
  if (walk.entries.size >= walk.limits.entries) return skipRest(walk)
  const absolute = `${walk.root}/${path}`
  try {
    const stats = lstatSync(absolute, { throwIfNoEntry: false })
    if (!stats) return
    const { size, mode, mtimeMs, ctimeMs, ino } = stats
    const entry = { path, size, mode: mode & 0o7777, mtimeMs, ctimeMs, ino }
    if (stats.isFile()) add(walk, { ...entry, kind: 'file', target: null })
    else if (stats.isSymbolicLink()) {
      const end = followOnPaper(walk.root, absolute)
      if ('refusal' in end) skip(walk, path, 'link', end.refusal)
      else add(walk, { ...entry, kind: 'link', target: end.target, leadsTo: end.leadsTo })
    } else skip(walk, path, 'special', 'is neither a file nor a folder; Claude Code leaves it out as well')
  } catch (error) {
    skip(walk, path, 'unreadable', `cannot be read: ${sentenceOf(error)}`)
  }
}

function add(walk: Walk, entry: Entry) {
  walk.entries.set(entry.path, entry)
  walk.bytes += entry.size
}

function skip(walk: Walk, path: string, reason: NonNullable<Skipped['reason']>, what: string) {
  walk.skipped.push({ path, message: `${path || walk.root} ${what}.`, reason })
}

/** Half a folder must never look like one from which files were removed: all of it counts as not looked at. */
function skipRest(walk: Walk) {
  walk.full = true
  skip(walk, '', 'limit', `holds more than ${walk.limits.entries} files; it was not compared`)
}
