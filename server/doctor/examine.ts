import { findingsIn } from './check.ts'
import { allChecks } from './checks.ts'
import { definitionSubjects } from './definitions/subjects.ts'
import { hookSubjects } from './hooks/subjects.ts'
import { packagingSubjects } from './packaging/subjects.ts'
import type { Around, Everything, Examined, Finding, Place, Subject, Subjects } from './types.ts'

/** What lies in a place and what is wrong with it, by itself. */
export async function examinePlace(place: Place, around: Around): Promise<Examined> {
  const found = await Promise.all([hookSubjects, definitionSubjects, packagingSubjects].map((of) => of(place, around)))
  const subjects = found.flat()
  return { place, subjects, findings: findingsIn(await allChecks(), subjects, place) }
}

/** What is wrong only since several places are there at once. */
export async function examineTogether(examined: readonly Examined[], around: Around): Promise<readonly Finding[]> {
  const subjects = examined.flatMap((one) => one.subjects)
  const value: Everything = {
    hooks: only(subjects, 'hook'),
    definitions: only(subjects, 'definition'),
    plugins: only(subjects, 'plugin'),
    around,
  }
  const marketplaces = around.marketplaces.map((marketplace) => ({
    of: 'marketplace' as const,
    value: { marketplace, around },
  }))
  return findingsIn(await allChecks(), [{ of: 'everything', value }, ...marketplaces], null)
}

export const only = <Of extends keyof Subjects>(subjects: readonly Subject[], of: Of): Subjects[Of][] =>
  subjects.flatMap((subject) => (subject.of === of ? [subject.value as Subjects[Of]] : []))
