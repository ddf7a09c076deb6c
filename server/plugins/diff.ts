import { relative, resolve } from 'node:path'
import { HotplugError } from '../errors.ts'
import type { Panel } from '../panel.ts'
import type { Rule } from '../reload/types.ts'
import { unifiedPatch } from '../trees/unified.ts'
import { filesOf } from './files.ts'
import { findPlugin } from './find.ts'
import { patchOfRow } from './plugin-model.ts'
import { statusNow } from './report.ts'
import type { FileRow } from './types.ts'

export type DiffReport = {
  id: string
  files: readonly (Pick<FileRow, 'path' | 'state' | 'component' | 'remedy' | 'aspects' | 'edited'> & {
    rule: Rule | null
  })[]
  sentence: string
  /** Only where a file was asked for. */
  patch?: string
}

/** What differs in a plugin, file by file; with a file, its unified patch from the loaded copy to the source. */
export async function diffReport(panel: Panel, id: string, file: string | undefined): Promise<DiffReport> {
  await panel.survey.ask()
  const plugin = findPlugin(panel, id)
  await panel.comparisons.bring([plugin])
  const rows = filesOf(panel, plugin)
  const chosen = file === undefined ? rows : [chosenRow(panel, rows, file, [plugin.source?.path, plugin.loaded.path])]
  return {
    id: plugin.id,
    files: chosen.map(({ path, state, component, remedy, aspects, edited, verdict }) => ({
      path,
      state,
      component,
      remedy,
      rule: verdict?.rule ?? null,
      aspects,
      edited,
    })),
    sentence: statusNow(panel, plugin).sentence,
    ...(chosen[0] && file !== undefined
      ? { patch: chosen[0].state === 'same' ? '' : unifiedPatch(patchOfRow(plugin, chosen[0])) }
      : {}),
  }
}

/** A file of the plugin by its path in it, or by where it lies. */
function chosenRow(
  panel: Panel,
  rows: readonly FileRow[],
  file: string,
  roots: readonly (string | undefined)[],
): FileRow {
  const absolute = resolve(panel.config.project, file)
  const names = [file, ...roots.flatMap((root) => (root ? [relative(root, absolute)] : []))]
  const row = rows.find(({ path }) => names.includes(path))
  if (!row)
    throw new HotplugError(404, `There is no file ${file} in this plugin.`, 'Run `hotplug diff ID` to see its files.')
  return row
}
