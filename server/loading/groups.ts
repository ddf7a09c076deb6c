import { type Candidate, candidatesFor, type Offered } from '../autoload/candidates.ts'
import { NOT_CHOSEN } from '../autoload/decide.ts'
import { readGroups } from '../autoload/read-groups.ts'
import type { Group } from '../autoload/types.ts'
import type { GroupState } from '../autoload-store.ts'
import { isSafeId } from '../claude/ids.ts'
import type { Inventory, Problem } from '../claude/types.ts'
import { HotplugError } from '../errors.ts'
import type { Panel } from '../panel.ts'
import { circumstancesOf, groupsOf, isTrusted, projectOf } from './circumstances.ts'
import { unknownGroup } from './load.ts'
import { noticeUninstalled } from './uninstalled.ts'

/** One plugin of a group. `refused`: why it is not loaded by itself in this project; null: nobody said so. */
export type GroupPlugin = {
  id: string
  exists: boolean
  installed: boolean
  enabled: boolean
  approved: boolean
  refused: string | null
}

/** `instead`: whether a person set other plugins than the table has. `candidates`: what else there is, when nothing is. */
export type GroupRow = {
  name: string
  title: string
  state: GroupState
  plugins: readonly GroupPlugin[]
  instead: boolean
  candidates: readonly Candidate[]
  /** What it comes to, as a sentence. */
  says: string
}

/** `on`: the one switch over all groups; `problems`: what is wrong with the user's groups.yaml. */
export type GroupsModel = { on: boolean; groups: readonly GroupRow[]; problems: readonly Problem[] }

export function groupsModel(panel: Panel): GroupsModel {
  noticeUninstalled(panel)
  const { groups, problems } = groupsOf(panel)
  const { on, facts, refused } = circumstancesOf(panel)
  const choices = panel.store.autoload.choices()
  const offered = offeredIn(panel.survey.inventory())
  const rows = groups.map((group) => {
    const { state, plugins: approved } = choices.get(group.name) ?? NOT_CHOSEN
    const plugins = group.plugins.map((id) => {
      const { exists, installed, enabled } = facts(id)
      return { id, exists, installed, enabled, approved: approved.includes(id), refused: refused(id) }
    })
    const isNowhere = plugins.every(({ exists, installed }) => !exists && !installed)
    return {
      ...{ name: group.name, title: group.title, state, plugins },
      instead: (choices.get(group.name)?.instead ?? null) !== null,
      candidates: isNowhere ? candidatesFor(group, offered) : [],
      says: sentenceOn(state, plugins, on),
    }
  })
  return { on, groups: rows, problems }
}

/**
 * Changes what a group does. `plugins`: other plugins than its own from now on, by id. 'auto' approves exactly the ids
 * that the group has then, and takes back what was refused of them in this project.
 */
export function setGroup(panel: Panel, name: string, state: GroupState, plugins: readonly string[] | null): GroupRow {
  const table = readGroups(panel.config.stateDir).groups
  const own = table.find((one) => one.name === name)
  const group = groupsOf(panel).groups.find((one) => one.name === name)
  if (!own || !group) throw unknownGroup(name, table)
  const wrong = plugins?.find((id) => !isSafeId(id))
  if (wrong !== undefined)
    throw new HotplugError(
      422,
      `${JSON.stringify(wrong.slice(0, 80))} is no id of a plugin.`,
      'Write it as name@marketplace.',
    )
  const { store, live } = panel
  const chosen = [...new Set(plugins ?? group.plugins)]
  const instead = sameIds(chosen, own.plugins) ? null : chosen
  store.together(() => {
    store.autoload.choose({ group: name, state, plugins: state === 'auto' ? chosen : [], instead })
    if (state === 'auto') for (const id of chosen) store.autoload.dropRefusal(projectOf(panel), id)
  })
  live.publish('inventory')
  return groupsModel(panel).groups.find((one) => one.name === name) as GroupRow
}

/** The one switch over all groups; what was chosen for each of them stays. */
export function switchGroups({ store, live }: Panel, on: boolean) {
  store.putSetting('autoloadOn', on ? '1' : '0')
  live.publish('inventory')
}

/** A person does not want this plugin loaded by itself in this project. */
export function refusePlugin(panel: Panel, plugin: string) {
  panel.store.autoload.refuse({ project: projectOf(panel), plugin, reason: 'you said no' })
  panel.live.publish('inventory')
}

const sameIds = (one: readonly string[], other: Group['plugins']) =>
  one.length === other.length && one.every((id, at) => id === other[at])

const offeredIn = ({ marketplaces }: Inventory): readonly Offered[] =>
  marketplaces
    .filter(isTrusted)
    .flatMap(({ name: marketplace, entries }) =>
      entries.map(({ name, category, keywords, tags }) => ({
        id: `${name}@${marketplace}`,
        name,
        category,
        keywords,
        tags,
      })),
    )
    .filter(({ id }) => isSafeId(id))

function sentenceOn(state: GroupState, plugins: readonly GroupPlugin[], on: boolean): string {
  if (!on) return 'All groups are switched off.'
  if (state === 'off') return 'Does nothing.'
  if (plugins.length === 0) return 'Has no plugin, so it installs nothing.'
  const there = plugins.filter(({ exists, installed }) => exists || installed)
  if (there.length === 0)
    return `No marketplace of yours has ${plugins.map(({ id }) => id).join(' or ')}, so it installs nothing.`
  if (there.every(({ installed, enabled }) => installed && enabled)) return 'Installed and enabled.'
  if (state === 'suggest') return 'Is suggested when it would help.'
  const unapproved = there.filter(({ approved }) => !approved)
  if (unapproved.length > 0) return `${unapproved.map(({ id }) => id).join(', ')} changed since and is not approved.`
  const refused = there.find((plugin) => plugin.refused !== null)
  return refused ? `${refused.id} is not loaded by itself here: ${refused.refused}.` : 'Is loaded when it helps.'
}
