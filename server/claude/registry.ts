import { z } from 'zod'
import { type DeclaredMarketplace, declaredMarketplace } from './declared.ts'
import type { Look } from './disk.ts'
import { entriesOf, fieldOf, isObject, jsonReader, parseRecord, quoted, type Read, type Report } from './json.ts'
import { absolutePath } from './paths.ts'
import type { InstallRecord } from './types.ts'

export type InstallRecords = ReadonlyMap<string, readonly InstallRecord[]>

/**
 * `installed_plugins.json`: version 1 has one record per plugin, version 2 a list. A record that Claude Code would
 * refuse is reported and the others are kept, although Claude Code itself (2.1.329) then uses none of them.
 */
export const readInstalled: (look: Look, file: string) => Read<InstallRecords> = jsonReader(installRecords, {
  byteOrderMark: 'refused',
})

/** `known_marketplaces.json`, in its own order. */
export const readKnownMarketplaces: (look: Look, file: string) => Read<readonly DeclaredMarketplace[]> = jsonReader(
  (json, report) =>
    entriesOf(json, [], report).flatMap(([name, value]) => declaredMarketplace(name, value, [name], report) ?? []),
  { byteOrderMark: 'refused' },
)

const KNOWN_VERSIONS: readonly unknown[] = [1, 2]

const text = z.string().nullish().default(null)

const RECORD = z.object({
  scope: z.enum(['user', 'project', 'local', 'managed']),
  projectPath: absolutePath.nullish().default(null),
  installPath: absolutePath,
  version: z.string().nullish().default('unknown'),
  installedAt: text,
  lastUpdated: text,
  gitCommitSha: text,
})

function installRecords(json: unknown, report: Report): InstallRecords {
  const version = fieldOf(json, 'version')
  if (isObject(json) && !KNOWN_VERSIONS.includes(version)) {
    report(
      Object.hasOwn(json, 'version') ? ['version'] : [],
      `is of version ${JSON.stringify(version) ?? 'unknown'}; Hotplug knows 1 and 2, and shows what looks like them`,
    )
  }
  if (!isObject(json)) entriesOf(json, [], report)
  const plugins = isObject(json) ? entriesOf(fieldOf(json, 'plugins'), ['plugins'], report) : []
  return new Map(plugins.map(([id, value]) => [id, recordsOf(id, value, version, report)]))
}

function recordsOf(id: string, value: unknown, version: unknown, report: Report): readonly InstallRecord[] {
  const path = ['plugins', id]
  if (Array.isArray(value))
    return value.flatMap((record, index) => recordOf(record, [...path, index], {}, report) ?? [])
  if (version === 2) report(path, `has one record where version 2 has a list of them for ${quoted(id)}`)
  return [recordOf(value, path, { scope: 'user' }, report)].filter((record) => record !== null)
}

/** Version 1 knew no scopes: everything was installed for the user. */
function recordOf(value: unknown, path: (string | number)[], defaults: object, report: Report): InstallRecord | null {
  const record = parseRecord(RECORD, isObject(value) ? { ...defaults, ...value } : value, path, report)
  return record && { ...record, version: record.version ?? 'unknown' }
}
