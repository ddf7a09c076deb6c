import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { compareTrees } from '../../../trees/compare.ts'
import { ignoredByGit } from '../../../trees/git.ts'
import { isInside } from '../../../trees/inside.ts'
import { patchOf } from '../../../trees/patch.ts'
import { scanTree } from '../../../trees/scan.ts'
import { repositoryOf, trackedBelow } from '../../../trees/tracked.ts'
import type { FileDelta, Skipped, Tree } from '../../../trees/types.ts'
import type { ShippedFile, ShippedState, Way } from './types.ts'

const MOST_FILES = 200
const MOST_PATCHES = 60

export type Differences = { files: readonly ShippedFile[]; more: number; same: number }

/** The source against what arrived, file by file, each with why it is so. */
export async function differencesOf(source: string, arrived: string, way: Way): Promise<Differences> {
  const [mine, theirs] = [scanTree(source), scanTree(arrived)]
  const all = compareTrees(mine, theirs)
  const links = mine.skipped.filter(({ reason }) => reason === 'link').flatMap((link) => linkOf(link, theirs))
  const within = (path: string) => links.some((link) => isInside(path, link.path))
  const changed = all.filter(({ path, state }) => state !== 'same' && !within(path))
  const why = await whyOf(mine, changed, way)
  const files = [...links, ...changed.map((delta) => why(delta))].sort(byGravity)
  return {
    files: files
      .slice(0, MOST_FILES)
      .map((file, index) => (index < MOST_PATCHES ? withPatch(file, mine, theirs) : file)),
    more: Math.max(0, files.length - MOST_FILES),
    same: all.length - changed.length,
  }
}

const GRAVITY: readonly ShippedState[] = ['missing', 'mode', 'differs', 'copied', 'extra']
const byGravity = (one: ShippedFile, other: ShippedFile) =>
  GRAVITY.indexOf(one.state) - GRAVITY.indexOf(other.state) || (one.path < other.path ? -1 : 1)

/** Measured with 2.1.329: a link out of the marketplace is left out, one within it becomes a copy. */
function linkOf({ path, message }: Skipped, { root }: Tree): ShippedFile[] {
  const there = lstatSync(join(root, path), { throwIfNoEntry: false })
  if (there?.isSymbolicLink()) return []
  const state = there === undefined ? 'missing' : 'copied'
  const why =
    state === 'missing'
      ? `It ${message.slice(path.length + 1).replace(/[,;].*$/, '')}, outside of its marketplace: it is left out.`
      : 'It is a link to another place in the marketplace: a copy of that is installed.'
  return [{ path, state, why, patch: null }]
}

/** Why something differs, as far as git can tell. */
async function whyOf({ root }: Tree, changed: readonly FileDelta[], way: Way) {
  const missing = changed.filter(({ state }) => state === 'added').map(({ path }) => path)
  const isGit = way === 'git' && repositoryOf(root) !== null
  const ignored = isGit ? ignoredByGit(root, missing) : new Set<string>()
  const tracked = isGit ? await trackedBelow(root) : null
  return ({ path, state, aspects }: FileDelta): ShippedFile => {
    const of = (state: ShippedState, why: string) => ({ path, state, why, patch: null })
    if (state === 'added') {
      if (ignored.has(path)) return of('missing', 'Git ignores it, so it is in no commit.')
      if (tracked?.has(path)) return of('missing', 'It was added and not committed yet.')
      return of('missing', isGit ? 'It was never added to git.' : 'It was left out when it was installed.')
    }
    if (state === 'removed')
      return of(
        'extra',
        isGit ? 'It is committed, and not in your folder any more.' : 'It was made when it was installed.',
      )
    if (aspects.length === 1 && aspects[0] === 'mode')
      return of(
        'mode',
        isGit ? 'Git has recorded another mode than it has on your disk.' : 'It arrives with another mode.',
      )
    return of(
      'differs',
      isGit
        ? 'Your edits are not committed: − is in your folder, + is what arrives.'
        : 'It was changed when it was installed: − is in your folder, + is what arrives.',
    )
  }
}

/** What arrives is the new side: what is taken away does not arrive. */
function withPatch(file: ShippedFile, mine: Tree, theirs: Tree): ShippedFile {
  const [before, after] = [mine, theirs].map(({ root, entries }) =>
    entries.has(file.path) ? join(root, file.path) : null,
  )
  if (file.state === 'copied' || (!before && !after)) return file
  return { ...file, patch: patchOf(after ?? null, before ?? null, { path: file.path }) }
}
