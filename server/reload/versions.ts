import { coerce, compare, gte, parse } from 'semver'

/** Oldest first: the versions the tables were measured with. */
export const measuredVersions = ['2.0.74', '2.1.0', '2.1.63', '2.1.100', '2.1.150', '2.1.197', '2.1.329'] as const

export const newestMeasured = measuredVersions[measuredVersions.length - 1] as string

/** The measured version whose rules hold for this one: itself, else the nearest lower one, else the lowest. */
export function basisOf(version: string): string {
  const known = plainVersion(version)
  if (known === null) return newestMeasured
  return measuredVersions.findLast((measured) => gte(known, measured)) ?? measuredVersions[0]
}

export function isMeasured(version: string): boolean {
  const known = plainVersion(version)
  return known !== null && measuredVersions.some((measured) => compare(known, measured) === 0)
}

/** Oldest first; what holds no version at all comes before. */
export function byVersion(one: string, other: string): number {
  const [left, right] = [plainVersion(one) ?? '0.0.0', plainVersion(other) ?? '0.0.0']
  return compare(left, right)
}

/** '2.1.329 (Claude Code)' is 2.1.329; null for what holds no version at all. */
export function plainVersion(version: string): string | null {
  return (parse(version, { loose: true }) ?? coerce(version.slice(0, 256)))?.version ?? null
}
