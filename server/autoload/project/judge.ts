import { inFull, type Trust } from '../trust.ts'
import type { Group, ProjectSignal } from '../types.ts'
import { FACTORS, type Place } from './places.ts'

/** One reason to load a group: what was seen, where, and how much it says there. */
export type ProjectMatch = {
  readonly group: string
  readonly kind: ProjectSignal['kind']
  /** The technology: "React". */
  readonly says: string
  /** What was seen, as the end of a sentence that begins with the file: "depends on react". */
  readonly seen: string
  readonly file: string
  readonly place: Place
  readonly weight: number
  /** In how many more files the same was seen. */
  readonly more: number
}

export type Suppressed = { readonly group: string; readonly weight: number; readonly why: string }

/** What was seen of a signal, before it is weighed. */
export type Sighting = Omit<ProjectMatch, 'group' | 'weight' | 'kind' | 'says'>

/** A group is wanted from here on. */
const ENOUGH = 0.5

/** Decides from what was seen which groups a project wants. Pure: values in, values out. */
export function judge(
  groups: readonly Group[],
  sightings: ReadonlyMap<ProjectSignal, Sighting>,
  trust: Trust = inFull,
) {
  const plugins: string[] = []
  const ids: string[] = []
  const matches: ProjectMatch[] = []
  const suppressed: Suppressed[] = []
  for (const group of groups) {
    const found = group.project.flatMap((signal) => {
      const sighting = sightings.get(signal)
      return sighting ? [matchOf(group.name, signal, sighting, trust)] : []
    })
    if (found.length === 0) continue
    found.sort((one, other) => other.weight - one.weight)
    const weight = together(found)
    matches.push(...found)
    if (weight >= ENOUGH) {
      plugins.push(group.name)
      ids.push(...group.plugins)
    } else suppressed.push({ group: group.name, weight, why: whyNot(found) })
  }
  return { plugins, ids: [...new Set(ids)], matches, suppressed }
}

/** How much a signal says in a place; what is at home in a folder of tests or documents counts there in full. */
export const weightAt = (signal: ProjectSignal, place: Place): number =>
  rounded(signal.weight * (signal.belongsIn === place ? FACTORS.below : FACTORS[place]))

function matchOf(
  group: string,
  signal: ProjectSignal,
  { seen, file, place, more }: Sighting,
  trust: Trust,
): ProjectMatch {
  const { kind, says } = signal
  const weight = rounded(weightAt(signal, place) * trust(group, says))
  return { group, kind, says, seen, file, place, weight, more }
}

/** Signs confirm each other, each technology once; but many examples are no more than one. */
function together(matches: readonly ProjectMatch[]): number {
  const strongest = new Map<string, number>()
  for (const match of matches) {
    const key = isWeakPlace(match.place) ? 'examples' : match.says
    strongest.set(key, Math.max(strongest.get(key) ?? 0, match.weight))
  }
  let doubt = 1
  for (const weight of strongest.values()) doubt *= 1 - weight
  return rounded(1 - doubt)
}

function whyNot(matches: readonly ProjectMatch[]): string {
  if (matches.every(({ place }) => isWeakPlace(place))) return 'It is only in folders of examples, tests or documents.'
  return 'What was seen is not enough alone.'
}

const isWeakPlace = (place: Place) => FACTORS[place] === FACTORS.example
const rounded = (weight: number) => Math.round(weight * 100) / 100
