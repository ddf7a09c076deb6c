import { createHash } from 'node:crypto'
import type { Check, Finding, Found, Place, Subject, Subjects } from './types.ts'

/** How a file of `checks/` says what it is, as `check`: the subject it asks for gives `find` its type. */
export const defineCheck = <Of extends keyof Subjects>(definition: Check<Of>): Check<Of> => definition

/** Whose file it is; null where it belongs to none of the places. */
export type PlaceOf = (file: string) => Place | null

/** What all checks find in these subjects. One that fails says so and keeps no other from being heard. */
export function findingsIn(checks: readonly Check[], subjects: readonly Subject[], placeOf: PlaceOf): Finding[] {
  const found = subjects.flatMap(({ of, value }) =>
    checks.filter((one) => one.of === of).flatMap((one) => named(one, foundBy(one, value), placeOf)),
  )
  return [...new Map(found.map((finding) => [finding.id, finding])).values()]
}

function foundBy(one: Check, value: Subject['value']): readonly Found[] {
  try {
    return [...one.find(value as never)]
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return [{ ...UNABLE, key: 'failed', message: `The check “${one.title}” could not be made: ${why}` }]
  }
}

const UNABLE: Omit<Found, 'key' | 'message'> = {
  severity: 'note',
  file: '',
  line: null,
  about: 'a check',
  happens: 'Nothing: only this check is missing.',
  fix: 'Tell the makers of Hotplug what the file looks like.',
}

const named = ({ name }: Check, found: readonly Found[], placeOf: PlaceOf): Finding[] =>
  found.map(({ key, ...rest }) => {
    const place = placeOf(rest.file)
    const plugin = place?.kind === 'plugin' ? place.id : null
    const where = place && rest.file.startsWith(`${place.root}/`) ? rest.file.slice(place.root.length) : rest.file
    return {
      ...rest,
      message: shortened(rest.message),
      check: name,
      plugin,
      id: `${name}-${digest([plugin, where, key])}`,
    }
  })

/** What it quotes may be a megabyte. */
const shortened = (message: string) => (message.length > LONGEST ? `${message.slice(0, LONGEST)}…` : message)
const LONGEST = 1000

const digest = (parts: readonly unknown[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 8)
