import { attribute } from './attribute.ts'
import { compareTrees, type Memo } from './compare.ts'
import { changedSince, ignoredByGit } from './git.ts'
import { type Base, hashDeltas } from './hash.ts'
import { headOf, scanTree } from './scan.ts'
import type { FileDelta, Skipped, Tree, TreeHead } from './types.ts'

/** A plugin's two folders. `base` and `installedAt` only decide on which side a difference was made. */
export type Pair = {
  key: string
  source: string
  loaded: string
  base?: Base | null
  /** Epoch milliseconds. */
  installedAt?: number | null
  /**
   * The plugin is installed from a git repository: a file that git ignores never gets there by an install, and one in
   * the loaded folder was made by running the plugin. Such files on one side only are no difference.
   */
  git?: boolean
  /** What was installed, where that is a commit: tells whether the source was edited as well as the loaded folder. */
  commit?: string | null
}

/** Only what differs; the files that are the same are a number, and come on demand. */
export type Comparison = {
  key: string
  error: null
  source: TreeHead
  loaded: TreeHead
  deltas: readonly FileDelta[]
  same: number
  /** How many files were left out because git ignores them. */
  ignored: number
  /** Files that could not be read for comparing, beside what the heads skipped. */
  problems: readonly Skipped[]
}

export type PairResult = Comparison | { key: string; error: string }

/** Scans and compares one pair here and now; for the whole of a marketplace, see the pool. */
export function comparePair(pair: Pair, memo?: Memo): Comparison {
  const source = scanTree(pair.source)
  if (pair.loaded === pair.source) return sameFolder(pair.key, source)
  const loaded = scanTree(pair.loaded)
  const problems: Skipped[] = []
  const all = compareTrees(source, loaded, memo, (problem) => problems.push(problem))
  const changed = all.filter(({ state }) => state !== 'same')
  const ignored = pair.git
    ? ignoredByGit(
        source.root,
        changed.filter(isOneSided).map(({ path }) => path),
      )
    : new Set()
  const differing = changed.filter(({ path }) => !ignored.has(path))
  const base = pair.base ?? null
  const hashes = base ? hashDeltas(source.root, loaded.root, differing, base) : new Map()
  return {
    key: pair.key,
    error: null,
    source: headOf(source),
    loaded: headOf(loaded),
    deltas: withCommit(attribute(differing, base, pair.installedAt ?? null, hashes), source.root, pair),
    same: all.length - changed.length,
    ignored: ignored.size,
    problems,
  }
}

/** A folder that is read in place differs from itself in nothing; what is in it is of interest all the same. */
function sameFolder(key: string, tree: Tree): Comparison {
  const head = headOf(tree)
  return { key, error: null, source: head, loaded: head, deltas: [], same: head.files, ignored: 0, problems: [] }
}

/** By time alone an edit of the loaded folder hides one of the source; the installed commit shows it. */
function withCommit(deltas: readonly FileDelta[], source: string, { commit, base }: Pair): readonly FileDelta[] {
  const unsure = deltas.filter(({ path, edited }) => edited === 'cache' && !base?.has(path)).map(({ path }) => path)
  const changed = commit && unsure.length > 0 ? changedSince(source, commit, unsure) : null
  if (!changed) return deltas
  return deltas.map((delta) =>
    unsure.includes(delta.path) && changed.has(delta.path) ? { ...delta, edited: 'both' } : delta,
  )
}

const isOneSided = ({ state }: FileDelta) => state === 'added' || state === 'removed'
