import { HotplugError } from '../../errors.ts'
import type { Panel } from '../../panel.ts'
import { probingProcess } from './lock.ts'
import { rowOf } from './results.ts'

/** The results as the shipped table has its rows, with the time of each; of one version, or of all. */
export const exported = ({ results }: Panel, version: string | null) => ({
  about: ABOUT,
  rows: results
    .rows()
    .filter((row) => version === null || row.version === version)
    .map((row) => ({ ...rowOf(row), measured_at: new Date(row.at).toISOString() })),
})

const ABOUT =
  "Measured on this machine by Hotplug, offline. driver: stream = claude -p --input-format stream-json; tui = interactive. mode: D plugin of a directory marketplace, the source file edited; G plugin of a git marketplace, the cached copy edited; P --plugin-dir; S plugin folder among the user's skills; J a file of the project or the user. least_action: first step of a cumulative ladder that was enough. alone: single actions tried by themselves."

/** Deletes what was measured of a version here; the rules that ship hold for it again. */
export function deleteResults(panel: Panel, version: string) {
  if (probingProcess(panel.store) !== null)
    throw new HotplugError(409, 'A probe is running, which goes on adding results.', 'Cancel it first.')
  if (panel.store.probes.dropMeasurements(version) === 0)
    throw new HotplugError(422, `Nothing of ${version} is kept here.`)
  for (const topic of ['probe', 'claude', 'inventory', 'drift'] as const) panel.live.publish(topic)
}
