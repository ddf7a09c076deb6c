import type { Look } from '../../claude/disk.ts'
import type { JsonPath } from '../../claude/position.ts'
import { settingsFiles } from '../../claude/settings.ts'
import type { Around, Place } from '../types.ts'
import { manifestSources } from './manifest.ts'
import type { HookFileSubject, HookOwner } from './types.ts'

/** A JSON file that may configure hooks. */
export type HookSource = {
  file: string
  owner: HookOwner
  how: HookFileSubject['how']
  namedAt: HookFileSubject['namedAt']
  /** Where in its JSON events are mapped to hooks. */
  below: (json: unknown) => readonly JsonPath[]
}

/** Every JSON file that Claude Code reads hooks from in a place, whether it is there or not. */
export function hookSources(look: Look, place: Place, { config }: Around): readonly HookSource[] {
  if (place.kind === 'plugin') return manifestSources(look, place)
  const project = place.kind === 'project' ? place.root : null
  const { configDir, managedSettings } = config
  return settingsFiles(look, { configDir, managedSettings, projects: project === null ? [] : [project] })
    .filter((settings) => settings.project === project)
    .map(({ layer, file }) => ({
      file,
      owner: { kind: 'settings', layer, project, root: null },
      how: 'settings',
      namedAt: [],
      below: () => [['hooks']],
    }))
}
