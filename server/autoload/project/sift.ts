import type { Group, ProjectSignal } from '../types.ts'
import { MANIFESTS, type Manifest } from './manifests.ts'
import { indexPatterns } from './patterns.ts'
import { isNeverEntered } from './unwanted.ts'

export type Sifted = {
  /** What each signal about paths was seen in. */
  readonly seen: ReadonlyMap<ProjectSignal, readonly string[]>
  readonly manifests: ReadonlyMap<string, Manifest>
}

/** An index of git's may name paths that no disk could hold. */
const LONGEST = 1000
const MOST_FOLDERS = 300_000

/** Picks out of the paths of a project, given in portions, those that say something. It must be quick: it sees them all. */
export function sieveFor(groups: readonly Pick<Group, 'project'>[]) {
  const signals = groups.flatMap(({ project }) => project)
  const files = indexPatterns<ProjectSignal | Manifest>([
    ...patternsOf(signals, (kind) => kind === 'file' || kind === 'content'),
    ...MANIFESTS,
  ])
  const folders = indexPatterns<ProjectSignal>(patternsOf(signals, (kind) => kind === 'folder'))
  const seen = new Map<ProjectSignal, string[]>()
  const manifests = new Map<string, Manifest>()
  const see = (path: string, signal: ProjectSignal) => {
    const before = seen.get(signal)
    if (before) before.push(path)
    else seen.set(signal, [path])
  }
  const entered = new Map<string, boolean>([['', true]])
  const isEntered = (folder: string): boolean => {
    const before = entered.get(folder)
    if (before !== undefined) return before
    const slash = folder.lastIndexOf('/')
    const name = folder.slice(slash + 1)
    if (entered.size > MOST_FOLDERS || isNeverEntered(name)) return false
    const answer = isEntered(slash < 0 ? '' : folder.slice(0, slash))
    entered.set(folder, answer)
    if (answer) for (const signal of folders.find(folder, name)) see(folder, signal)
    return answer
  }
  const sift = (paths: readonly string[]) => {
    for (const path of paths) {
      const slash = path.lastIndexOf('/')
      const name = path.slice(slash + 1)
      if (name === '' || path.length > LONGEST || !isEntered(slash < 0 ? '' : path.slice(0, slash))) continue
      for (const found of files.find(path, name))
        if ('says' in found) see(path, found)
        else manifests.set(path, found)
    }
  }
  const sifted: Sifted = { seen, manifests }
  return { sift, sifted }
}

function* patternsOf(signals: readonly ProjectSignal[], wanted: (kind: ProjectSignal['kind']) => boolean) {
  for (const signal of signals)
    if (signal.kind !== 'dependency' && wanted(signal.kind))
      for (const path of signal.paths) yield [path, signal] as const
}
