import { realpathSync } from 'node:fs'
import { type Circumstances, type PluginFacts, withInstead } from '../autoload/decide.ts'
import { groupsPath, readGroups } from '../autoload/read-groups.ts'
import type { Group } from '../autoload/types.ts'
import { isSafeId, splitId } from '../claude/ids.ts'
import { findProgram } from '../claude/program.ts'
import type { Inventory, Marketplace, Plugin, Problem } from '../claude/types.ts'
import type { Panel } from '../panel.ts'

/** Everything a decision needs, read here and now. */
export function circumstancesOf(panel: Panel): Circumstances {
  const { config, store, survey } = panel
  const refusals = store.autoload.refusals(projectOf(panel))
  return {
    on: store.autoload.isOn(),
    claude: findProgram(config.claudePath, config.searchPath) !== null,
    choices: store.autoload.choices(),
    facts: factsIn(survey.inventory(), projectOf(panel)),
    refused: (id) => refusals.get(id)?.reason ?? null,
  }
}

/** The groups in force, with the plugins that a person set; what is wrong with the user's file is told beside them. */
export function groupsOf({ config, store }: Panel): { groups: readonly Group[]; problems: readonly Problem[] } {
  const { groups, problems } = readGroups(config.stateDir)
  const file = groupsPath(config.stateDir)
  return {
    groups: withInstead(groups, store.autoload.choices()),
    problems: problems.map((problem) => ({ file, ...problem })),
  }
}

/** By its real name, so that a link to a project is no other project. */
export function projectOf({ config }: Panel): string {
  try {
    return realpathSync(config.project)
  } catch {
    return config.project
  }
}

/** Only a marketplace that the user or an administrator declared: a repository cannot offer what gets installed. */
export const isTrusted = ({ present, declaredBy }: Marketplace): boolean =>
  present && (declaredBy === 'user' || declaredBy === 'managed')

export function factsIn({ plugins, marketplaces }: Inventory, project: string): (id: string) => PluginFacts {
  const byId = new Map(plugins.map((plugin) => [plugin.id, plugin]))
  const offered = new Map(
    marketplaces.filter(isTrusted).map(({ name, entries }) => [name, new Set(entries.map((entry) => entry.name))]),
  )
  return (id) => {
    const { name, marketplace } = splitId(id)
    const plugin = byId.get(id)
    return {
      exists: isSafeId(id) && offered.get(marketplace)?.has(name) === true,
      installed: plugin !== undefined && isInstalledFor(plugin, project),
      enabled: plugin?.enabled === true,
      disabled: plugin?.enabledBy?.value === false,
    }
  }
}

/** What is installed for another project alone is not installed here. */
const isInstalledFor = ({ enabled, records }: Plugin, project: string) =>
  enabled || records.some(({ projectPath }) => projectPath === null || projectPath === project)
