import { join } from 'node:path'
import { complaints, enabledIn, type Facts, unlisted, versionIn } from './facts.ts'
import { projectOf } from './git.ts'
import { splitId } from './ids.ts'
import { linkTargetOf } from './link-target.ts'
import { countingRecord, loadedFolder } from './loaded.ts'
import { readManifest } from './manifest.ts'
import { isLocal } from './marketplaces.ts'
import { obstacleTo } from './obstacles.ts'
import { entryFolder, sourceOf } from './sources.ts'
import type { InstallRecord, ListedPlugin, Loaded, Plugin, Problem, Source } from './types.ts'

/** The row of a plugin that has records of installation; null when none of them could be read. */
export function installedPlugin(
  id: string,
  records: readonly InstallRecord[],
  facts: Facts,
): { plugin: Plugin; problems: readonly Problem[] } | null {
  const { look, knowledge } = facts
  const counting = countingRecord(
    records,
    (record) => appliesIn(facts, record),
    (record) => look.isFolder(record.installPath),
  )
  if (!counting) return null

  const { record } = counting
  const { name, marketplace: marketplaceName } = splitId(id)
  const from = facts.marketplaces.get(marketplaceName) ?? null
  const entry = from?.marketplace.entries.find((each) => each.name === name) ?? null
  const rows = facts.rows.get(id) ?? []
  const inMarketplace = from && entry && isLocal(from.marketplace) ? entryFolder(look, from.marketplace, entry) : null
  const localFolder = inMarketplace?.path ?? inMarketplace?.linked ?? null
  const loaded = loadedFolder(
    {
      id,
      counting,
      row: rows.find((row) => belongsTo(row, record)) ?? rows[0] ?? null,
      version: versionIn(knowledge),
      obstacle:
        obstacleTo(name, marketplaceName, from, entry) ??
        (inMarketplace && !localFolder ? `the path of its entry ${inMarketplace.refused}` : null),
      localFolder,
      linkTarget: counting.exists
        ? linkTargetOf(look, record.installPath, entry?.source.kind === 'command' && entry.source.link)
        : null,
      exists: look.isFolder,
    },
    knowledge.directoryMarketplaceLoads,
  )
  const isUnlisted = knowledge.listed !== null && rows.length === 0
  const written = sourceOf(look, name, knowledge.links.get(id), from?.marketplace ?? null, entry)
  const source = written.source ?? readInPlace(loaded)
  const undescribed = loaded.how !== 'missing' && !entry?.description
  const manifest = undescribed ? readManifest(look, loaded.path) : null
  const { problems, ...enabled } = enabledIn(facts, id, rows[0], false)
  return {
    plugin: {
      id,
      name,
      marketplace: marketplaceName,
      description: entry?.description ?? manifest?.value?.description ?? null,
      version: record.version,
      scope: record.scope,
      ...enabled,
      records,
      entry,
      loaded: isUnlisted ? { ...loaded, certain: false } : loaded,
      source,
      suggestion: from && source?.by !== 'link' ? facts.suggest(name, from.marketplace) : null,
      cached: facts.cached.get(id) ?? [],
      installedAt: record.installedAt,
      lastUpdated: record.lastUpdated,
    },
    problems: [
      ...problems,
      ...(isUnlisted ? [unlisted(id, facts.installedFile)] : []),
      ...(source ? [] : [written.problem].filter((problem) => problem !== null)),
      ...(manifest?.problems ?? []),
      ...complaints(id, rows, loaded.path),
    ],
  }
}

function appliesIn({ look, project }: Facts, { scope, projectPath }: InstallRecord) {
  if (scope === 'user' || scope === 'managed') return true
  return projectPath !== null && projectOf(look, join(projectPath, '.')) === projectOf(look, project)
}

const belongsTo = (row: ListedPlugin, record: InstallRecord) =>
  row.scope === record.scope && row.projectPath === record.projectPath && row.installPath === record.installPath

/** Claude Code follows a link out of a directory marketplace; what is read in place is where it is edited. */
const readInPlace = ({ how, path }: Loaded): Source | null =>
  how === 'in-place' ? { path, by: 'directory', why: 'Claude Code reads it here.' } : null
