import { z } from 'zod'
import { fieldOf, isObject, parseRecord, quoted, type Report } from './json.ts'
import { absolutePath } from './paths.ts'
import type { JsonPath } from './position.ts'
import type { SettingsLayer, SourceKind } from './types.ts'

/** A marketplace as `known_marketplaces.json` or `extraKnownMarketplaces` of a settings file declares it. */
export type DeclaredMarketplace = {
  name: string
  kind: SourceKind
  location: string
  ref: string | null
  /** Where its catalogue lies inside it, when not in the usual place. */
  cataloguePath: string | null
  folder: string | null
  lastUpdated: string | null
  autoUpdate: boolean | null
  /** The settings that declare it; absent for what Claude Code itself keeps for the user. */
  declaredBy?: SettingsLayer
}

/** The part of a source that says where something is, by kind: of marketplaces and of their entries alike. */
export function locationOf(source: unknown): { kind: SourceKind; location: string } {
  const kind = SOURCE_KINDS.find((known) => known === fieldOf(source, 'source')) ?? 'unknown'
  const keys = kind === 'unknown' ? Object.values(LOCATION_KEY) : [LOCATION_KEY[kind]]
  const found = keys.map((key) => fieldOf(source, key)).find((value) => typeof value === 'string')
  return { kind, location: typeof found === 'string' ? found : '' }
}

export function declaredMarketplace(
  name: string,
  value: unknown,
  path: JsonPath,
  report: Report,
): DeclaredMarketplace | null {
  const record = parseRecord(DECLARED, value, path, report)
  if (!record) return null
  const { kind, location } = locationOf(record.source)
  if (location === '' && (kind !== 'unknown' || textField(record.source, 'source') === null))
    report([...path, 'source'], `does not say where the marketplace ${quoted(name)} is`)
  return {
    name,
    kind,
    location,
    ref: textField(record.source, 'ref') ?? textField(record.source, 'version'),
    cataloguePath: kind === 'github' || kind === 'git' ? pathInside(record.source) : null,
    folder: record.installLocation,
    lastUpdated: record.lastUpdated,
    autoUpdate: record.autoUpdate,
  }
}

export function textField(json: unknown, key: string): string | null {
  const value = fieldOf(json, key)
  return typeof value === 'string' && value !== '' ? value : null
}

function pathInside(source: unknown) {
  const path = textField(source, 'path')
  return path?.split(/[\\/]/).includes('..') ? null : path
}

const LOCATION_KEY = {
  directory: 'path',
  file: 'path',
  github: 'repo',
  git: 'url',
  url: 'url',
  npm: 'package',
  'git-subdir': 'url',
  archive: 'url',
  command: 'command',
} as const

const SOURCE_KINDS = Object.keys(LOCATION_KEY) as (keyof typeof LOCATION_KEY)[]

const DECLARED = z.object({
  source: z.custom<Record<string, unknown>>(isObject, 'should be an object that says where it is'),
  installLocation: absolutePath.nullish().default(null),
  lastUpdated: z.string().nullish().default(null),
  autoUpdate: z.boolean().nullish().default(null),
})
