import type { Group } from './types.ts'

/** What a person chose for a group; one that nothing was chosen for suggests. `plugins`: the ids approved with it. */
export type Choice = { readonly state: 'off' | 'suggest' | 'auto'; readonly plugins: readonly string[] }

/**
 * What is true of a plugin's id here and now. `exists`: a marketplace of the user's has it. `disabled`: settings say so,
 * which nobody but a person writes; a plugin that no settings mention at all is neither enabled nor disabled.
 */
export type PluginFacts = {
  readonly exists: boolean
  readonly installed: boolean
  readonly enabled: boolean
  readonly disabled: boolean
}

export type Decision = {
  readonly group: string
  readonly plugin: string | null
  readonly outcome: 'load' | 'suggest' | 'already there' | 'refused' | 'not found' | 'no claude' | 'off'
  /** A whole sentence. */
  readonly why: string
}

export type Circumstances = {
  /** The one switch over all groups. */
  readonly on: boolean
  /** Whether there is a `claude` that could install. */
  readonly claude: boolean
  readonly choices: ReadonlyMap<string, Choice>
  readonly facts: (id: string) => PluginFacts
  /** Why a plugin is not to be loaded by itself in this project; null when nobody said so. */
  readonly refused: (id: string) => string | null
}

/** The groups with the plugins that a person set in the place of the table's. */
export const withInstead = (
  groups: readonly Group[],
  choices: ReadonlyMap<string, { readonly instead: readonly string[] | null }>,
): readonly Group[] => groups.map((group) => ({ ...group, plugins: choices.get(group.name)?.instead ?? group.plugins }))

export const NOT_CHOSEN: Choice = { state: 'suggest', plugins: [] }

/**
 * What becomes of every group that was detected, plugin by plugin. A plugin that two groups have is decided once, for
 * the first of them that loads it, else for the first.
 */
export function decide(
  detected: readonly string[],
  groups: readonly Group[],
  circumstances: Circumstances,
): readonly Decision[] {
  const all = detected.flatMap((name) => {
    const group = groups.find((one) => one.name === name)
    return group ? ofGroup(group, circumstances) : []
  })
  const loading = new Map(all.filter(loads).map((decision) => [decision.plugin, decision]))
  const seen = new Set<string>()
  return all.flatMap((decision) => {
    if (decision.plugin === null) return [decision]
    if (seen.has(decision.plugin)) return []
    seen.add(decision.plugin)
    return [loading.get(decision.plugin) ?? decision]
  })
}

/** What an explicit command does: being asked for is the approval, and nobody's earlier word stands against it. */
export const decideAsked = (names: readonly string[], groups: readonly Group[], at: Circumstances) =>
  decide(names, groups, {
    ...at,
    on: true,
    refused: () => null,
    facts: (id) => ({ ...at.facts(id), disabled: false }),
    choices: new Map(groups.map(({ name, plugins }) => [name, { state: 'auto', plugins }])),
  })

function ofGroup(group: Group, { on, claude, choices, facts, refused }: Circumstances): readonly Decision[] {
  const { state, plugins: approved } = choices.get(group.name) ?? NOT_CHOSEN
  const say = (plugin: string | null, outcome: Decision['outcome'], why: string): Decision => ({
    ...{ group: group.name, plugin, outcome, why },
  })
  if (!on) return [say(null, 'off', 'All groups are switched off.')]
  if (state === 'off') return [say(null, 'off', `The group ${group.name} is off.`)]
  if (group.plugins.length === 0) return [say(null, 'not found', `The group ${group.name} has no plugin.`)]
  return group.plugins.map((id) => {
    const { exists, installed, enabled, disabled } = facts(id)
    if (installed && enabled) return say(id, 'already there', `${id} is installed and enabled.`)
    if (!installed && !exists) return say(id, 'not found', `No marketplace of yours has ${id}.`)
    const no = refused(id) ?? (installed && disabled ? 'it was disabled in the settings' : null)
    if (no !== null) return say(id, 'refused', `${id} is not loaded by itself here: ${no}.`)
    if (state === 'suggest') return say(id, 'suggest', `The group ${group.name} only suggests.`)
    if (!approved.includes(id))
      return say(id, 'suggest', `${id} was not approved: the plugins of ${group.name} changed since.`)
    if (!claude) return say(id, 'no claude', `No \`claude\` was found that could install ${id}.`)
    return say(id, 'load', `The group ${group.name} loads by itself, and ${id} is approved.`)
  })
}

const loads = ({ outcome }: Decision) => outcome === 'load'
