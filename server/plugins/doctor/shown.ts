import type { Examined, Finding, Place, Severity } from '../../doctor/types.ts'
import type { MuteRow } from '../../mutes-store.ts'
import { pathBelow } from '../../trees/inside.ts'
import type { ShownFinding, Tally } from './types.ts'

/** What a page or a command needs beside the finding itself. */
export function shown(
  findings: readonly Finding[],
  places: readonly Examined[],
  mutes: readonly MuteRow[],
): ShownFinding[] {
  const muted = new Map(mutes.map(({ finding, reason, at }) => [finding, { reason, at }]))
  const roots = new Map(places.flatMap(({ place }) => (place.kind === 'plugin' ? [[place.id, rootsOf(place)]] : [])))
  return findings.map((finding) => ({
    ...finding,
    muted: muted.get(finding.id) ?? null,
    below: firstBelow(roots.get(finding.plugin ?? '') ?? [], finding.file),
  }))
}

const rootsOf = ({ root, loaded }: Extract<Place, { kind: 'plugin' }>) => [root, ...(loaded ? [loaded.path] : [])]

const firstBelow = (roots: readonly string[], file: string) =>
  roots.map((root) => pathBelow(root, file)).find((below) => below !== null && below !== '') ?? null

/** The gravest first, then by where they are. */
export const inOrder = (findings: readonly ShownFinding[]): ShownFinding[] =>
  [...findings].sort(
    (one, other) =>
      GRAVITY.indexOf(one.severity) - GRAVITY.indexOf(other.severity) ||
      compare(one.plugin ?? '', other.plugin ?? '') ||
      compare(one.file, other.file) ||
      (one.line ?? 0) - (other.line ?? 0) ||
      compare(one.id, other.id),
  )

const GRAVITY: readonly Severity[] = ['error', 'warning', 'note']

const compare = (one: string, other: string) => (one === other ? 0 : one < other ? -1 : 1)

export function tallyOf(findings: readonly ShownFinding[]): Tally {
  const tally: Tally = { error: 0, warning: 0, note: 0, muted: 0 }
  for (const { muted, severity } of findings) tally[muted === null ? severity : 'muted']++
  return tally
}

/** What nobody muted, by plugin. */
export function foundIn(findings: readonly ShownFinding[]): ReadonlyMap<string, Tally> {
  const heard = findings.filter(({ muted, plugin }) => muted === null && plugin !== null)
  return new Map([...Map.groupBy(heard, ({ plugin }) => plugin ?? '')].map(([id, members]) => [id, tallyOf(members)]))
}

/** Of the files of one plugin; the findings come the gravest first. */
export const gravestByFile = (findings: readonly ShownFinding[]): ReadonlyMap<string, Severity> =>
  new Map(
    findings
      .filter(({ muted }) => muted === null)
      .flatMap(({ below, severity }) => (below === null ? [] : [[below, severity] as const]))
      .reverse(),
  )
