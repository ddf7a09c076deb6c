import { kinds } from '../../reload/kinds.ts'
import type { ProbeMode } from '../types.ts'
import type { Part } from './parts.ts'
import { pluginHooks, pluginServers } from './plugin-hooks.ts'
import { pluginAgents, pluginSkills } from './plugin-texts.ts'
import { projectMemory } from './project-memory.ts'
import { projectServers, projectSettings } from './project-settings.ts'
import { projectSkills } from './project-skills.ts'

export const pluginParts: readonly Part[] = [...pluginSkills, ...pluginAgents, ...pluginHooks, ...pluginServers]
export const projectParts: readonly Part[] = [...projectSkills, ...projectMemory, ...projectSettings, ...projectServers]

export const partsOf = (mode: ProbeMode): readonly Part[] => (mode === 'J' ? projectParts : pluginParts)

/** Every kind that can be measured, in the order of the measured tables. */
export const probeKinds: readonly string[] = Object.keys(kinds).filter((kind) =>
  [...pluginParts, ...projectParts].some((part) => part.kind === kind),
)
