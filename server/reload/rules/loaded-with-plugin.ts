import type { Change, Component, Mode, Rule } from '../types.ts'
import { BOTH, EVERY_CHANGE, PLUGIN } from './scope.ts'

type Loaded = Pick<Rule, 'source' | 'evidence' | 'confidence' | 'why'> & {
  changes?: readonly Change[]
  modes?: readonly Mode[]
  /** Whether the versions before 2.1.329 were measured without a terminal as well. */
  headless?: 'measured'
}

/** What is read once when a plugin is loaded: /reload-plugins where the version has it, else a new session. */
export function loadedWithPlugin(id: string, component: Component, { headless, ...loaded }: Loaded): readonly Rule[] {
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
      ...(loaded.source === 'measured' && !headless ? UNTRIED : {}),
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

const UNTRIED = {
  source: 'inferred',
  evidence: 'Tried with hooks.json only: these versions offer no /reload-plugins without a terminal.',
  confidence: 'medium',
} as const
