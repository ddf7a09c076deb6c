import { dirname } from 'node:path'
import { findingsIn, type PlaceOf } from './check.ts'
import { allChecks } from './checks.ts'
import { sessionLists } from './definitions/session-lists.ts'
import { definitionSubjects } from './definitions/subjects.ts'
import { hookSubjects } from './hooks/subjects.ts'
import type { HookSubject } from './hooks/types.ts'
import { marketplaceSubjects } from './packaging/marketplaces.ts'
import { packagingSubjects } from './packaging/subjects.ts'
import { woven } from './packaging/woven.ts'
import { serverSubjects } from './servers/subjects.ts'
import type { Around, Everything, Examined, Finding, Place, Subject } from './types.ts'

/** What lies in a place and what is wrong with it, by itself. */
export async function examinePlace(place: Place, around: Around): Promise<Examined> {
  const found = await Promise.all(
    [hookSubjects, definitionSubjects, serverSubjects, packagingSubjects].map((of) => of(place, around)),
  )
  const subjects = found.flat()
  return { place, subjects, findings: woven(findingsIn(await allChecks(), subjects, () => place)) }
}

/** What is wrong only since several places are there at once. */
export async function examineTogether(examined: readonly Examined[], around: Around): Promise<readonly Finding[]> {
  const subjects = examined.flatMap((one) => one.subjects)
  const value: Everything = {
    hooks: only(subjects, 'hook'),
    definitions: only(subjects, 'definition'),
    servers: only(subjects, 'server'),
    plugins: only(subjects, 'plugin'),
    lists: sessionLists(around),
    around,
  }
  const subjectsTogether: Subject[] = [{ of: 'everything', value }, ...(await marketplaceSubjects(around))]
  return findingsIn(await allChecks(), subjectsTogether, placeAmong(examined.map(({ place }) => place)))
}

/** The innermost of the places that a file lies in: plugins may lie in the user's own folder. */
function placeAmong(places: readonly Place[]): PlaceOf {
  const byRoot = new Map<string, Place>()
  for (const place of places) {
    if (place.kind === 'plugin' && place.loaded) byRoot.set(place.loaded.path, place)
    byRoot.set(place.root, place)
  }
  return (file) => {
    for (let folder = file; ; folder = dirname(folder)) {
      const place = byRoot.get(folder)
      if (place) return place
      if (folder === dirname(folder)) return null
    }
  }
}

export const only = <Of extends Subject['of']>(subjects: readonly Subject[], of: Of): Valued<Of>[] =>
  subjects.flatMap((subject) => (subject.of === of ? [subject.value as Valued<Of>] : []))

type Valued<Of extends Subject['of']> = Extract<Subject, { of: Of }>['value']

/** Those that only run from a loaded copy as well. */
export const allHooks = (subjects: readonly Subject[]): readonly HookSubject[] => [
  ...only(subjects, 'hook'),
  ...only(subjects, 'loaded hook'),
]
