import { createHash } from 'node:crypto'
import { lstatSync } from 'node:fs'
import type { Choice } from '../autoload/decide.ts'
import { NOT_CHOSEN } from '../autoload/decide.ts'
import { GROUPS } from '../autoload/groups.ts'
import { type GroupsProblem, groupsWith } from '../autoload/groups-file.ts'
import { groupsPath, readGroups } from '../autoload/read-groups.ts'
import type { Group } from '../autoload/types.ts'
import { HotplugError, planChanged } from '../errors.ts'
import { withLock } from '../locks.ts'
import type { Panel } from '../panel.ts'
import { recordAction } from '../plugins/journal.ts'
import { readText } from '../trees/text.ts'
import { type Backtest, backtest } from './backtest.ts'
import { refreshVocabulary } from './from-hook.ts'
import { hooksStatus } from './hooks/hooks.ts'
import { keepGroups, keptText, writeWhole } from './kept-groups.ts'

/** A text for groups.yaml, and perhaps another state for one group, that are not in force. */
export type Draft = { readonly text: string; readonly group: string | null; readonly state: Choice['state'] | null }

export type Drafted = Draft & {
  readonly problems: readonly GroupsProblem[]
  /** What it would have done; null while something in it is wrong. */
  readonly backtest: Backtest | null
  /** Whether the text is another one than the file's. */
  readonly isChanged: boolean
}

const LARGEST = 256 * 1024

/** The user's file as it is now. `shown` names it. */
export type GroupsText = {
  readonly file: string
  readonly text: string
  readonly exists: boolean
  readonly shown: string
  readonly unreadable: string | null
}

export function groupsText({ config }: Panel): GroupsText {
  const file = groupsPath(config.stateDir)
  const side = readText(file, LARGEST)
  const unreadable = side === null || side.kind === 'text' ? null : (side.problem ?? `It is ${side.kind}.`)
  const text = side?.kind === 'text' ? side.text : ''
  return { file, text, exists: side !== null, shown: fingerprint(side === null ? null : text), unreadable }
}

export function tryDraft(panel: Panel, draft: Draft): Drafted {
  const { groups, problems } = groupsWith(draft.text, GROUPS)
  const isChanged = draft.text !== groupsText(panel).text
  if (problems.length > 0) return { ...draft, problems, backtest: null, isChanged }
  const choices = panel.store.autoload.choices()
  const now = { groups: readGroups(panel.config.stateDir).groups, choices }
  return {
    ...draft,
    problems,
    isChanged,
    backtest: backtest(panel, now, { groups, choices: withDraft(choices, draft, groups) }),
  }
}

/** An earlier text as a draft; null when there is none of that name. */
export function keptDraft(panel: Panel, name: string): Draft | null {
  const text = keptText(panel.config.stateDir, name)
  return text === null ? null : { text, group: null, state: null }
}

/** Writes the text to the user's groups.yaml; what stood there is kept beside it, to be taken up again as a draft. */
export async function saveGroups(panel: Panel, text: string, shown: string): Promise<void> {
  const { problems } = groupsWith(text, GROUPS)
  if (problems.length > 0)
    throw new HotplugError(422, 'Nothing was saved: the text has faults.', 'They stand below it.')
  await withLock(panel.store, 'groups.yaml', () => {
    const before = groupsText(panel)
    if (before.shown !== shown) throw planChanged(before.file)
    const found = lstatSync(before.file, { throwIfNoEntry: false })
    if (found && !found.isFile())
      throw new HotplugError(422, `${before.file} is no plain file, so nothing was written.`, 'Move it away.')
    if (before.unreadable !== null)
      throw new HotplugError(422, `${before.file} cannot be read, so nothing was written.`, before.unreadable)
    if (before.exists) keepGroups(panel.config.stateDir, before.text)
    writeWhole(before.file, text)
    recordAction(panel.store, {
      ...{ kind: 'groups', plugin: '' },
      summary: `${before.exists ? 'Changed' : 'Created'} the groups in ${before.file}`,
    })
  })
  if (hooksStatus(panel).state !== 'none') refreshVocabulary(panel)
  panel.live.publish('history')
  panel.live.publish('inventory')
}

const fingerprint = (text: string | null) =>
  text === null ? 'none' : createHash('sha256').update(text).digest('hex').slice(0, 16)

function withDraft(choices: ReadonlyMap<string, Choice>, { group, state }: Draft, groups: readonly Group[]) {
  if (group === null || state === null) return choices
  const plugins = groups.find(({ name }) => name === group)?.plugins ?? []
  return new Map(choices).set(group, { ...(choices.get(group) ?? NOT_CHOSEN), state, plugins })
}

/** The smallest override, for those who begin one. */
export const EXAMPLE = `# groups.yaml: what stands here is added to the groups that Hotplug comes with.
frontend:
  prompt:
    strong: [storybook]        # enough alone
    vague: [theme]             # needs another sign nearby
    without: [dashboard]       # no longer a sign
docs:                          # a group of your own
  title: Documentation
  plugins: [writer@my-tools]
  prompt:
    strong: [docusaurus, "user guide"]
  project:
    - { kind: file, paths: [mkdocs.yml], says: MkDocs }
`
