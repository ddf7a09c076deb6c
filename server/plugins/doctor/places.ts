import type { Marketplace, Plugin } from '../../claude/types.ts'
import type { Around, Place } from '../../doctor/types.ts'
import type { Panel } from '../../panel.ts'
import { newestMeasured } from '../../reload/versions.ts'

/** Everything that is examined: each plugin where its author edits it, the user's own files, and this project's. */
export function placesOf(panel: Pick<Panel, 'config' | 'survey'>): readonly Place[] {
  const { plugins, marketplaces } = panel.survey.inventory()
  return [...plugins.map((plugin) => pluginPlace(plugin, marketplaces)), ...ownPlaces(panel)]
}

/** What belongs to no plugin. */
export const ownPlaces = ({ config }: Pick<Panel, 'config'>): readonly Place[] => [
  { kind: 'user', root: config.configDir },
  { kind: 'project', root: config.project },
]

const pluginPlace = (plugin: Plugin, marketplaces: readonly Marketplace[]): Place => ({
  kind: 'plugin',
  id: plugin.id,
  name: plugin.name,
  root: plugin.source?.path ?? plugin.loaded.path,
  loaded: plugin.loaded,
  enabled: plugin.enabled,
  plugin,
  marketplace: marketplaces.find(({ name }) => name === plugin.marketplace) ?? null,
})

export function aroundOf({ config, survey, validating }: Pick<Panel, 'config' | 'survey' | 'validating'>): Around {
  const { program, plugins, marketplaces, sessions } = survey.inventory()
  const isKnown = program !== null && program !== 'unknown'
  return {
    config,
    version: isKnown ? program.version : newestMeasured,
    claude: isKnown ? program.path : null,
    plugins,
    marketplaces,
    sessions,
    validated: validating.said,
  }
}
