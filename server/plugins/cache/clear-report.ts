import { HotplugError } from '../../errors.ts'
import type { Panel } from '../../panel.ts'
import { weigh } from '../../trees/weigh.ts'
import { folderWords } from '../amounts.ts'
import { type Cleared, type Clearing, clearCache, clearingOf } from './clear.ts'
import { amountWords } from './clear-journal.ts'
import type { Wanted } from './clear-plan.ts'
import { type CacheFolder, readCacheFolders } from './folders.ts'
import { reasonWords } from './verdict.ts'

/** Everything in the cache with its size, what of it would be cleared, and what came of it. */
export type ClearReport = {
  folders: readonly (CacheFolder & { bytes: number; chosen: boolean })[]
  clearing: Clearing
  cleared: Cleared | null
  /** What is true, in one sentence. */
  message: string
}

/** Looks at the cache, and measures all of it. */
export async function reportClearing(panel: Panel, wanted: Wanted): Promise<ClearReport> {
  if (!wanted.all && !wanted.orphans && !wanted.temp && wanted.names.length === 0)
    throw new HotplugError(
      422,
      'Say what to clear: the name of a plugin or a version, --orphans, --temp or --all.',
      '`hotplug clear --all --dry-run` shows everything that is there and why.',
    )
  const sizes = new Map<string, number>()
  for (const { path, kind } of readCacheFolders(panel).folders)
    sizes.set(path, kind === 'link' ? 0 : (await weigh(path)).bytes)
  const clearing = clearingOf(panel, wanted, ({ path }) => sizes.get(path) ?? null)
  const chosen = new Set(clearing.chosen)
  const folders = clearing.cache.folders.map((folder) => ({
    ...folder,
    bytes: sizes.get(folder.path) ?? 0,
    chosen: chosen.has(folder),
  }))
  return { folders, clearing, cleared: null, message: messageOn(clearing) }
}

/** Carries out what such a report has shown. */
export async function clearReported(panel: Panel, wanted: Wanted, shown: ClearReport): Promise<ClearReport> {
  const cleared = await clearCache(panel, wanted, shown.clearing.plan?.fingerprint ?? '')
  const { folders, bytes } = cleared
  return { ...shown, cleared, message: `Cleared ${amountWords({ folders, bytes, known: true })}.` }
}

function messageOn({ plan, cache }: Clearing): string {
  if (plan === null) return whyNothing(cache.folders)
  return `Would clear ${amountWords({ folders: plan.items.length, bytes: plan.bytes, known: true })}.`
}

function whyNothing(folders: readonly CacheFolder[]): string {
  if (folders.length === 0) return 'The cache is empty.'
  const going = folders.filter(({ verdict }) => verdict === 'may go').length
  if (going === 0) return 'Nothing here may go; each folder says why.'
  return `There is nothing of that kind to clear; --all would clear ${folderWords(going)}.`
}

/** As `clear --json` prints it. */
export const clearJson = (panel: Panel, { folders, clearing: { plan }, cleared, message }: ClearReport) => ({
  folders: folders.map((folder) => ({
    path: folder.path,
    name: folder.name,
    marketplace: folder.marketplace,
    plugin: folder.plugin,
    version: folder.version,
    kind: folder.kind,
    bytes: folder.bytes,
    group: folder.group,
    reasons: folder.reasons.map((reason) => ({ ...reason, says: reasonWords(reason, panel.config.home, Date.now()) })),
    verdict: folder.verdict,
    why: folder.why,
    chosen: folder.chosen,
  })),
  plan: { folders: plan?.items.length ?? 0, bytes: plan?.bytes ?? 0, fingerprint: plan?.fingerprint ?? null },
  done: cleared !== null,
  action: cleared?.action ?? null,
  left: cleared?.left ?? [],
  message,
})
