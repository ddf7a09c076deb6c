import type { Group, ProjectSignal } from '../types.ts'
import { dependencyIndex } from './dependencies.ts'
import { type Sighting, weightAt } from './judge.ts'
import type { Budget } from './limits.ts'
import type { Manifest } from './manifests.ts'
import { type Place, placesOf } from './places.ts'
import type { ProjectFiles } from './read.ts'
import type { Sifted } from './sift.ts'
import { WORKSPACE_FILES, workspaceTest } from './workspaces.ts'

/** So many files are looked at for one signal before it is given up: an index may name files that are gone. */
const MOST_TRIES = 12
const BEGINNING = 16_384
const MOST_PROBLEMS = 20

type Looking = {
  files: ProjectFiles
  budget: Budget
  placeOf: (path: string) => Place
  sightings: Map<ProjectSignal, Sighting>
  problems: string[]
}

/** Looks into the files that were picked out: are they there, what do they depend on, what do they say. */
export function look(files: ProjectFiles, { seen, manifests }: Sifted, groups: readonly Group[], budget: Budget) {
  const workspaces = Object.entries(WORKSPACE_FILES).flatMap(([path, patternsIn]) => {
    const read = files.read(path, budget.limits.bytes)
    return read ? patternsIn(read.text) : []
  })
  const placeOfFolder = placesOf(workspaceTest(workspaces))
  const placeOf = (path: string) => placeOfFolder(path.slice(0, Math.max(0, path.lastIndexOf('/'))))
  const looking: Looking = { files, budget, placeOf, sightings: new Map(), problems: [] }
  for (const [signal, paths] of seen) lookForFile(looking, signal, paths)
  lookIntoManifests(looking, manifests, groups)
  return { sightings: looking.sightings, problems: looking.problems }
}

function lookForFile({ files, budget, placeOf, sightings }: Looking, signal: ProjectSignal, paths: readonly string[]) {
  for (const path of strongest(signal, paths, placeOf)) {
    if (budget.isOver()) return budget.stop(`Not every file was looked at: ${budget.limits.milliseconds} ms were over.`)
    const is = signal.kind === 'content' ? hasContent(files, path, signal.contains) : files.has(path, kindOf(signal))
    if (!is) continue
    const seen = signal.kind === 'content' ? `contains ${signal.contains.map((text) => text.trim()).join(' and ')}` : ''
    sightings.set(signal, { seen: seen || 'is there', file: path, place: placeOf(path), more: paths.length - 1 })
    return
  }
}

function lookIntoManifests(looking: Looking, manifests: ReadonlyMap<string, Manifest>, groups: readonly Group[]) {
  const { files, budget, placeOf, sightings, problems } = looking
  const dependsOn = dependencyIndex(groups)
  const paths = [...manifests.keys()].sort((one, other) => depthOf(one) - depthOf(other) || (one < other ? -1 : 1))
  const ordered = [
    ...paths.filter((path) => !isAside(placeOf(path))),
    ...paths.filter((path) => isAside(placeOf(path))),
  ]
  if (ordered.length > budget.limits.manifests)
    budget.stop(`Only the first ${budget.limits.manifests} of ${ordered.length} manifests were read.`)
  for (const path of ordered.slice(0, budget.limits.manifests)) {
    if (budget.isOver()) return budget.stop(`Not every manifest was read: ${budget.limits.milliseconds} ms were over.`)
    const read = files.read(path, budget.limits.bytes)
    const manifest = manifests.get(path) as Manifest
    if (read?.whole === false && problems.length < MOST_PROBLEMS)
      problems.push(`Only the beginning of ${path} was read: it is very large.`)
    for (const { signal, name } of dependsOn(manifest.ecosystem, read ? manifest.namesIn(read.text) : [])) {
      const place = placeOf(path)
      const before = sightings.get(signal)
      if (before && weightAt(signal, before.place) >= weightAt(signal, place))
        sightings.set(signal, { ...before, more: before.more + 1 })
      else sightings.set(signal, { seen: `depends on ${name}`, file: path, place, more: before ? before.more + 1 : 0 })
    }
  }
}

/** The paths that say most about a signal, the shallowest first; all of them are not sorted, there may be thousands. */
function* strongest(signal: ProjectSignal, paths: readonly string[], placeOf: (path: string) => Place) {
  const left = paths.map((path) => ({ path, rank: weightAt(signal, placeOf(path)) * 1000 - depthOf(path) }))
  for (let tries = Math.min(MOST_TRIES, left.length); tries > 0; tries--) {
    let best = 0
    for (let index = 1; index < left.length; index++)
      if ((left[index]?.rank ?? 0) > (left[best]?.rank ?? 0)) best = index
    yield left[best]?.path as string
    left.splice(best, 1)
  }
}

function hasContent(files: ProjectFiles, path: string, texts: readonly string[]): boolean {
  const beginning = `\n${files.read(path, BEGINNING)?.text ?? ''}`
  return texts.every((text) => beginning.includes(text))
}

const kindOf = (signal: ProjectSignal) => (signal.kind === 'folder' ? 'folder' : 'file')
const isAside = (place: Place) => place === 'example' || place === 'tests' || place === 'docs'

function depthOf(path: string): number {
  let depth = 0
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) depth++
  return depth
}
