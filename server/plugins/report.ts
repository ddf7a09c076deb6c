import type { Plugin } from '../claude/types.ts'
import type { Panel } from '../panel.ts'
import type { FileDelta } from '../trees/types.ts'
import { examine } from './examine.ts'
import { findPlugin } from './find.ts'
import { holdingsOf } from './sessions/sessions.ts'
import { inSessions } from './sessions/summary.ts'
import { isDrifted, statusOf } from './status.ts'
import type { PluginStatus } from './types.ts'

/** What is true of a plugin, as far as it has been compared by now. */
export function statusNow(panel: Panel, plugin: Plugin, kept = keptOf(panel)): PluginStatus {
  const compared = panel.comparisons.of(plugin)
  const known = compared !== null && compared !== 'nothing' && compared.error === null ? compared : null
  return statusOf({
    plugin,
    compared,
    ...(known && plugin.enabled ? examine(panel, plugin, known) : NOTHING),
    editedAt: known?.source.newestMs ?? null,
    lastSyncAt: kept.lastSyncs.get(plugin.id) ?? null,
    watch: panel.watching.of(plugin, compared),
    sessions: inSessions(plugin.name, kept.holdings.get(plugin.id) ?? []),
    brokenLink: plugin.source?.by === 'link' ? null : (kept.links.get(plugin.id) ?? null),
  })
}

/** What the store and the sessions say of all plugins, asked once for a whole page. */
const keptOf = (panel: Panel) => ({
  lastSyncs: panel.store.lastSyncs(),
  links: panel.store.links(),
  holdings: Map.groupBy(holdingsOf(panel), ({ plugin }) => plugin),
})

const NOTHING = { steps: [], remedy: 'none' }

export function statusesNow(panel: Panel): PluginStatus[] {
  const kept = keptOf(panel)
  return panel.survey.inventory().plugins.map((plugin) => statusNow(panel, plugin, kept))
}

/** `status --json`, and the same as rows; waits for the program's word and for every comparison. */
export async function statusReport(panel: Panel, id: string | undefined) {
  await panel.survey.ask()
  const inventory = panel.survey.inventory()
  const { program, plugins, cached, problems } = inventory
  const chosen = id === undefined ? plugins : [findPlugin(panel, id)]
  await panel.comparisons.bring(chosen)
  await panel.sessions.bring()
  const rows = chosen.map((plugin) => statusNow(panel, plugin))
  const json = {
    claude: program === 'unknown' || program === null ? { path: null, version: null } : program,
    plugins: rows.map((row) => rowJson(panel, row)),
    orphans: cached.filter((version) => version.reasons.some((reason) => reason.kind === 'orphaned')),
    problems,
  }
  return { rows, json, inventory, drifted: rows.some(isDrifted) }
}

/** How many files were edited on which side; nothing while it has not been compared. */
function editedOf(panel: Panel, plugin: Plugin) {
  const compared = panel.comparisons.of(plugin)
  if (compared === null || compared === 'nothing' || compared.error !== null) return null
  const count = (side: FileDelta['edited']) => compared.deltas.filter(({ edited }) => edited === side).length
  return { source: count('source'), cache: count('cache'), both: count('both') }
}

const rowJson = (panel: Panel, { plugin, drift, remedy, steps, status, sentence, watch }: PluginStatus) => ({
  id: plugin.id,
  version: plugin.version,
  scope: plugin.scope,
  enabled: plugin.enabled,
  loaded: plugin.loaded,
  source: plugin.source,
  suggestion: plugin.suggestion,
  status,
  sentence,
  drift,
  edited: editedOf(panel, plugin),
  remedy,
  steps,
  watch,
})
