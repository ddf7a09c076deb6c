import { join } from 'node:path'
import type { CachedVersion, Plugin } from '../claude/types.ts'
import { dependenciesOf } from '../doctor/packaging/lockfile.ts'
import type { Panel } from '../panel.ts'
import { type Patch, patchOf } from '../trees/patch.ts'
import { actionNow } from './action-now.ts'
import { gravestByFile, tallyOf } from './doctor/shown.ts'
import { editFigures } from './edits/figures.ts'
import { filesOf } from './files.ts'
import { findPlugin } from './find.ts'
import type { Measure } from './measure.ts'
import { shellOf } from './models.ts'
import { proofOf } from './receipts/file-proof.ts'
import { statusNow } from './report.ts'
import { choicesFor } from './resolve.ts'
import { knownPlan, planFor } from './sync.ts'
import type { FileRow, PlanModel, PluginModel } from './types.ts'

/** Without a state: what changed, or every file when none did. */
export type PluginQuery = Omit<PluginModel['query'], 'state'> & { state: PluginModel['query']['state'] | null }

const MOST_ACTIONS = 30

/** Everything a plugin's page shows; the files are compared here and now. */
export async function pluginModel(
  panel: Panel,
  id: string,
  asked: PluginQuery,
  measure: Measure,
): Promise<PluginModel> {
  const plugin = findPlugin(panel, id)
  await panel.comparisons.bring([plugin])
  const findings = panel.doctor.known().findings.filter((finding) => finding.plugin === plugin.id)
  const gravest = gravestByFile(findings)
  const files = filesOf(panel, plugin).map((row) => ({ ...row, found: gravest.get(row.path) ?? null }))
  const query = {
    ...asked,
    state: asked.state ?? (files.some((row) => row.state !== 'same') ? 'changed' : 'all'),
  } as const
  const chosen = files.find((row) => row.path === query.file)
  return {
    shell: shellOf(panel),
    status: statusNow(panel, plugin),
    files,
    query,
    chosen: chosen
      ? {
          row: chosen,
          patch: patchOfRow(plugin, chosen),
          choices: choicesFor(panel, plugin, chosen),
          proof: proofOf(panel, plugin, chosen),
        }
      : null,
    plan: plugin.enabled ? knownPlan(panel, plugin) : null,
    dependencies: plugin.loaded.how === 'cache' ? dependenciesOf(plugin.loaded.path) : null,
    cached: await Promise.all(plugin.cached.map((version) => withSize(version, measure))),
    actions: panel.store.actionsOf(plugin.id, MOST_ACTIONS).map((row) => actionNow(panel, row)),
    edits: editFigures(panel, plugin.id),
    findings,
    found: tallyOf(findings),
  }
}

export function planModel(panel: Panel, id: string, fromCache: boolean): PlanModel {
  const plugin = findPlugin(panel, id)
  const plan = planFor(panel, plugin, { fromCache, overwrite: true })?.plan ?? null
  return { shell: shellOf(panel), status: statusNow(panel, plugin), plan }
}

/** What differs in a file; of one that does not differ, what is in it. */
export function patchOfRow({ loaded, source }: Plugin, row: FileRow): Patch {
  const inLoaded = join(loaded.path, row.path)
  const inSource = source && source.path !== loaded.path ? join(source.path, row.path) : null
  if (row.state === 'same' || inSource === null) return patchOf(inLoaded, null, { path: row.path })
  return patchOf(row.state === 'removed' ? null : inSource, row.state === 'added' ? null : inLoaded, { path: row.path })
}

async function withSize(version: CachedVersion, measure: Measure) {
  const bytes = await measure(version.path).catch(() => null)
  return { version, bytes }
}
