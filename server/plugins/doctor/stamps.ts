import { openDisk } from '../../claude/disk.ts'
import { fingerprint } from '../../claude/program.ts'
import { settingsFiles } from '../../claude/settings.ts'
import type { Around, Place } from '../../doctor/types.ts'

/** Names a place among all. */
export const keyOf = (place: Place): string =>
  place.kind === 'plugin' ? `plugin ${place.id} ${place.root}` : place.kind

/**
 * What is known of a place beside the files in it, as a text: what was found holds as long as that stays the same. All
 * settings count everywhere, since one of them may switch off all hooks.
 */
export function stampOf(around: Around): (place: Place) => string {
  const { config, version, claude } = around
  const settings = settingsFiles(openDisk().look(), { ...config, projects: [config.project] })
  const everywhere = JSON.stringify([version, claude, fingerprint(settings.map(({ file }) => file))])
  return (place) => JSON.stringify(ownStamp(place)) + everywhere
}

/** Of the plugin and its marketplace only what is short: in a large one every plugin would bring all others. */
function ownStamp(place: Place): unknown {
  if (place.kind !== 'plugin') return place
  const { root, loaded, enabled, plugin, marketplace } = place
  const of = plugin && [plugin.version, plugin.scope, plugin.entry, plugin.source, plugin.records, plugin.enabledBy]
  return [root, loaded, enabled, of, marketplace && [marketplace.folder, marketplace.kind, marketplace.lastUpdated]]
}
