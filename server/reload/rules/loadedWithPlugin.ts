import type { Change, Component, Mode, Rule } from '../types.ts'
import { BOTH, EVERY_CHANGE, PLUGIN } from './scope.ts'

type Loaded = Pick<Rule, 'source' | 'evidence' | 'confidence' | 'why'> & {
  changes?: readonly Change[]
  modes?: readonly Mode[]
}

/** What is read once when a plugin is loaded: /reload-plugins where the version has it, else a new session. */
export function loadedWithPlugin(id: string, component: Component, loaded: Loaded): readonly Rule[] {
  const common = { component, changes: EVERY_CHANGE, modes: PLUGIN, instead: null, ...loaded }
  return [
    { ...common, id, drivers: BOTH, versions: '>=2.1.329', remedy: ['/reload-plugins'] },
    {
      ...common,
      id: `${id}-interactive`,
      drivers: ['interactive'],
      versions: '>=2.1.100 <2.1.329',
      remedy: ['/reload-plugins'],
    },
    {
      ...common,
      id: `${id}-headless-restart`,
      drivers: ['headless'],
      versions: '<2.1.329',
      remedy: ['new session'],
      why: `${loaded.why} Without a terminal these versions refuse or do not know /reload-plugins.`,
    },
    {
      ...common,
      id: `${id}-restart`,
      drivers: ['interactive'],
      versions: '<2.1.100',
      remedy: ['new session'],
      why: `${loaded.why} /reload-plugins came with 2.1.69; nothing else reloads it.`,
    },
  ]
}
