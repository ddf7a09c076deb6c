import { sentenceOf } from '../errors.ts'
import { sameBytes } from './same.ts'
import type { Aspect, Entry, FileDelta, Skipped, Tree } from './types.ts'

/** What both sides looked like when their bytes were last found equal. */
export type Memo = Map<string, { source: Entry; loaded: Entry }>

/** Some file systems count time in steps of two seconds: a younger file may change again without showing it. */
const SETTLED_MS = 2500

/**
 * Every file of either tree, sorted by path. By content: size, then bytes; never by modification time. Of the mode
 * only the executable bit counts. What either side skipped is left out. A file that cannot be read is 'modified',
 * since nothing proves it the same; `onProblem` gets the sentence.
 */
export function compareTrees(
  source: Tree,
  loaded: Tree,
  memo: Memo = new Map(),
  onProblem: (problem: Skipped) => void = () => {},
): FileDelta[] {
  const unknown = areaOf([...source.skipped, ...loaded.skipped])
  const deltas: FileDelta[] = []
  for (const [path, mine] of source.entries) {
    if (unknown(path)) continue
    const theirs = loaded.entries.get(path)
    if (!theirs) deltas.push({ path, state: 'added', aspects: [], edited: null, source: mine, loaded: null })
    else deltas.push(compareEntries(source.root, mine, loaded.root, theirs, memo, onProblem))
  }
  for (const [path, theirs] of loaded.entries)
    if (!source.entries.has(path) && !unknown(path))
      deltas.push({ path, state: 'removed', aspects: [], edited: null, source: null, loaded: theirs })
  forgetVanished(memo, source)
  return deltas.sort((one, other) => (one.path < other.path ? -1 : 1))
}

/** Whether a path lies at or below one that was not looked at. */
function areaOf(skipped: readonly Skipped[]): (path: string) => boolean {
  const roots = new Set(skipped.map(({ path }) => path))
  if (roots.size === 0) return () => false
  if (roots.has('')) return () => true
  return (path) => {
    for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1))
      if (roots.has(path.slice(0, end))) return true
    return false
  }
}

function compareEntries(
  sourceRoot: string,
  source: Entry,
  loadedRoot: string,
  loaded: Entry,
  memo: Memo,
  onProblem: (problem: Skipped) => void,
): FileDelta {
  const { path } = source
  const aspects: Aspect[] = []
  if (source.kind !== loaded.kind) aspects.push('kind')
  else if (source.kind === 'link') {
    if (!sameLink(source, loaded)) aspects.push('link')
  } else {
    try {
      if (!sameContent(sourceRoot, source, loadedRoot, loaded, memo)) aspects.push('content')
    } catch (error) {
      aspects.push('content')
      onProblem({ path, message: `${path} cannot be compared: ${sentenceOf(error)}.`, reason: 'unreadable' })
    }
    if (isExecutable(source) !== isExecutable(loaded)) aspects.push('mode')
  }
  return { path, state: aspects.length === 0 ? 'same' : 'modified', aspects, edited: null, source, loaded }
}

function sameContent(sourceRoot: string, source: Entry, loadedRoot: string, loaded: Entry, memo: Memo): boolean {
  if (source.size !== loaded.size) return false
  if (source.size === 0) return true
  const known = memo.get(source.path)
  if (known && sameStamp(known.source, source) && sameStamp(known.loaded, loaded)) return true
  if (!sameBytes(`${sourceRoot}/${source.path}`, `${loadedRoot}/${loaded.path}`)) return false
  const settled = Date.now() - SETTLED_MS
  if (source.ctimeMs < settled && loaded.ctimeMs < settled) memo.set(source.path, { source, loaded })
  return true
}

export const sameStamp = (one: Entry, other: Entry) =>
  one.size === other.size && one.mtimeMs === other.mtimeMs && one.ctimeMs === other.ctimeMs && one.ino === other.ino

/** Claude Code rewrites links when it installs: as long as they lead to the same file, they are the same. */
const sameLink = (one: Entry, other: Entry) =>
  one.target === other.target || (one.leadsTo !== undefined && one.leadsTo === other.leadsTo)

export const isExecutable = (entry: Pick<Entry, 'mode'>) => (entry.mode & 0o111) !== 0

function forgetVanished(memo: Memo, source: Tree) {
  if (memo.size <= source.entries.size) return
  for (const path of memo.keys()) if (!source.entries.has(path)) memo.delete(path)
}
