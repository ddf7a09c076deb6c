import { driverOf } from './measured.ts'
import { editOf, type OwnRow, ownModeOf } from './own.ts'
import { learnt } from './own-remedy.ts'
import type { Action, Edit, Verdict } from './types.ts'
import { verdictOf } from './verdict.ts'

/**
 * A result beside the rule that ships with Hotplug for the same edit. `remedy`: what the result says is to be done, null
 * where it teaches nothing. `edit` and `shipped` are null for what this Hotplug does not know.
 */
export type Compared = {
  readonly state: 'agrees' | 'differs' | 'teaches nothing' | 'unknown'
  readonly edit: Edit | null
  readonly shipped: Verdict | null
  readonly remedy: readonly Action[] | null
}

export function compareOwn(row: OwnRow): Compared {
  const [edit, mode] = [editOf(row.kind), ownModeOf(row)]
  if (!edit || !mode) return { state: 'unknown', edit: null, shipped: null, remedy: null }
  const shipped = verdictOf(edit, { version: row.version, mode, driver: driverOf(row) })
  const remedy = learnt(row, shipped.rule)
  if (remedy === null) return { state: 'teaches nothing', edit, shipped, remedy }
  return { state: remedy.join() === shipped.rule.remedy.join() ? 'agrees' : 'differs', edit, shipped, remedy }
}
