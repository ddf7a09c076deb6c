import type { GroupsProblem } from '../autoload/groups-file.ts'
import { readGroups } from '../autoload/read-groups.ts'
import type { Panel } from '../panel.ts'
import { shellOf } from '../plugins/models.ts'
import type { Shell } from '../plugins/types.ts'
import { projectOf } from './circumstances.ts'
import { type Drafted, EXAMPLE, type GroupsText, groupsText } from './draft.ts'
import { type KeptGroups, keptGroups } from './kept-groups.ts'
import type { Tried } from './trying.ts'

export type TryModel = { shell: Shell; tried: Tried | null; project: string; titles: ReadonlyMap<string, string> }

export const tryModel = (panel: Panel, tried: Tried | null): TryModel => ({
  shell: shellOf(panel),
  tried,
  project: projectOf(panel),
  titles: titlesOf(panel),
})

export type RulesModel = {
  shell: Shell
  saved: GroupsText
  /** What is wrong with the file as it was saved. */
  faults: readonly GroupsProblem[]
  drafted: Drafted | null
  example: string
  groups: readonly { name: string; title: string }[]
  keepsPrompts: boolean
  kept: readonly KeptGroups[]
}

export const rulesModel = (panel: Panel, drafted: Drafted | null): RulesModel => ({
  shell: shellOf(panel),
  saved: groupsText(panel),
  faults: readGroups(panel.config.stateDir).problems,
  drafted,
  example: EXAMPLE,
  groups: [...titlesOf(panel)].map(([name, title]) => ({ name, title })),
  keepsPrompts: panel.store.autoload.keepsPrompts(),
  kept: keptGroups(panel.config.stateDir),
})

const titlesOf = ({ config }: Panel) =>
  new Map(readGroups(config.stateDir).groups.map(({ name, title }) => [name, title]))
