import { join, sep } from 'node:path'
import type { EntryKind, Look } from './disk.ts'
import { installedAt } from './installed-at.ts'
import { leasesIn } from './leases.ts'
import type { InstallRecords } from './registry.ts'
import { isCloneName } from './temporary-clones.ts'
import type { FileText } from './text.ts'
import type { CachedVersion, CacheReason } from './types.ts'

/**
 * Every folder below `plugins/cache`, `<marketplace>/<plugin>/<version>` and what does not belong there, each with all
 * the reasons for which it is there. Links are told and never followed.
 */
export function readCache(look: Look, pluginsDir: string, records: InstallRecords): readonly CachedVersion[] {
  const installed = installedAt(look, records)
  const leasesOfLinks = join(pluginsDir, '.in_use-links')
  const cache = join(pluginsDir, 'cache')

  return children(look, cache).flatMap((marketplace) => {
    if (isCloneName(marketplace.name) && marketplace.kind === 'folder')
      return stray(look, marketplace, [...installed(marketplace.path), { kind: 'temp' }])
    if (marketplace.kind !== 'folder') return stray(look, marketplace, installed(marketplace.path))
    return children(look, marketplace.path).flatMap((plugin) => {
      if (plugin.kind !== 'folder') return stray(look, plugin, installed(plugin.path), marketplace.name)
      return children(look, plugin.path).map((version) => {
        const reasons = [
          ...installed(version.path),
          ...leasesIn(
            look,
            version.kind === 'link'
              ? join(leasesOfLinks, marketplace.name, plugin.name, version.name)
              : join(version.path, '.in_use'),
          ),
          ...orphaned(look, version),
        ]
        return cached(look, version, reasons, marketplace.name, plugin.name)
      })
    })
  })
}

type Child = { name: string; kind: EntryKind; path: string }

const children = (look: Look, folder: string): Child[] =>
  [...(look.entries(folder) ?? [])].map(([name, kind]) => ({ name, kind, path: folder + sep + name }))

const stray = (look: Look, child: Child, reasons: CacheReason[], marketplace: string | null = null) => [
  cached(look, child, reasons, marketplace, null),
]

function cached(
  look: Look,
  { kind, name, path }: Child,
  known: readonly CacheReason[],
  marketplace: string | null,
  plugin: string | null,
): CachedVersion {
  const reasons = kind === 'link' ? [...known, { kind, target: look.target(path) ?? '' }] : known
  return { marketplace, plugin, version: name, path, reasons: reasons.length > 0 ? reasons : [{ kind: 'unknown' }] }
}

function orphaned(look: Look, { kind, path }: Child): CacheReason[] {
  const reason = kind === 'folder' ? look.file(join(path, '.orphaned_at'), 64, orphanedSince) : null
  return reason ? [reason] : []
}

/** The time in milliseconds as text; a mark that says something else is a mark all the same. */
function orphanedSince(content: FileText): CacheReason | null {
  if (content.state === 'missing') return null
  const since = content.state === 'text' && /^\d{1,15}$/.test(content.text.trim()) ? Number(content.text) : null
  return { kind: 'orphaned', since }
}
