import { createHash } from 'node:crypto'
import { readGroups } from '../autoload/read-groups.ts'
import { isSafeId, splitId } from '../claude/ids.ts'
import { HotplugError } from '../errors.ts'
import type { Panel } from '../panel.ts'
import { isTrusted } from './circumstances.ts'
import { type GroupPlugin, type GroupRow, groupsModel, setGroup } from './groups.ts'
import { unknownGroup } from './load.ts'

/** One plugin that would be approved: what its marketplace says of it. */
export type Approved = {
  id: string
  facts: Pick<GroupPlugin, 'exists' | 'installed' | 'enabled' | 'refused'>
  description: string | null
  version: string | null
  /** Where its marketplace comes from, as it was declared. */
  from: string | null
}

/** What is shown before a group may load plugins by itself. `shown` names exactly that. */
export type Approval = { row: GroupRow; plugins: readonly Approved[]; instead: string | null; shown: string }

/** `instead`: an id that would take the place of the group's own. */
export function approvalOf(panel: Panel, name: string, instead: string | null): Approval {
  const { groups } = groupsModel(panel)
  const row = groups.find((group) => group.name === name)
  if (!row) throw unknownGroup(name, groups)
  if (instead !== null && !isSafeId(instead))
    throw new HotplugError(422, 'This is no id of a plugin.', 'Write it as name@marketplace.')
  const ids = instead === null ? row.plugins.map(({ id }) => id) : [instead]
  const plugins = ids.map((id) => approved(panel, row, id))
  return { row, plugins, instead, shown: fingerprint(row, plugins) }
}

/** Approves exactly what was shown, by id; refuses when anything about it is different by now. */
export function approve(
  panel: Panel,
  name: string,
  { shown, instead, state }: { shown: string; instead: string | null; state: 'suggest' | 'auto' },
) {
  const { plugins, shown: now } = approvalOf(panel, name, instead)
  if (shown !== now)
    throw new HotplugError(
      409,
      `The plugins of ${name} changed since they were shown, so nothing was approved.`,
      'This is what they are now.',
    )
  return setGroup(
    panel,
    name,
    state,
    plugins.map(({ id }) => id),
  )
}

/** The plugins of the table again, which are suggested until they are approved. */
export function backToOwn(panel: Panel, name: string) {
  const own = readGroups(panel.config.stateDir).groups.find((group) => group.name === name)
  return setGroup(panel, name, 'suggest', own?.plugins ?? null)
}

function approved(panel: Panel, row: GroupRow, id: string): Approved {
  const { marketplaces, plugins } = panel.survey.inventory()
  const { name, marketplace } = splitId(id)
  const own = marketplaces.find((one) => one.name === marketplace)
  const entry = own?.entries.find((one) => one.name === name)
  const plugin = plugins.find((one) => one.id === id)
  const known = row.plugins.find((one) => one.id === id)
  const facts = known ?? {
    exists: own !== undefined && isTrusted(own) && entry !== undefined,
    installed: plugin !== undefined,
    enabled: plugin?.enabled === true,
    refused: null,
  }
  return {
    id,
    facts,
    description: entry?.description ?? null,
    version: entry?.version ?? null,
    from: own?.location ?? null,
  }
}

const fingerprint = ({ name, state }: GroupRow, plugins: readonly Approved[]) =>
  createHash('sha256')
    .update(JSON.stringify([name, state, plugins.map(({ id, facts, from }) => [id, facts.exists, from])]))
    .digest('hex')
    .slice(0, 16)
