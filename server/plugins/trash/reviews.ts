import { sentenceOf } from '../../errors.ts'
import type { Panel } from '../../panel.ts'
import { planRestore } from '../../trees/clear-restore.ts'
import type { Newer } from '../../trees/restore.ts'
import type { Limits } from '../../trees/retention.ts'
import { shellOf } from '../models.ts'
import type { Shell } from '../types.ts'
import type { Emptying } from './empty.ts'
import { lineOf, type TrashLine } from './model.ts'
import { areFolders, type Located, locate, planRestoring, type Wanted } from './restore-plan.ts'
import { findInTrash, trashOf } from './trash.ts'

export type RestoreModel = {
  shell: Shell
  name: string
  line: TrashLine
  files: readonly string[] | null
  /** null when there is nothing to put back, or it cannot be. */
  plan: { fingerprint: string; paths: readonly string[]; into: string } | null
  newer: readonly Newer[]
  lost: readonly { path: string; message: string }[]
  already: number
  problem: string | null
}

export type EmptyingModel = {
  shell: Shell
  lines: readonly TrashLine[]
  actions: number
  bytes: number
  fingerprint: string
  stays: number
  names: readonly string[] | null
  /** New limits that ask for it; null: a person did. */
  limits: Limits | null
}

const MOST_REVIEWED = 300

/** What restoring would do, to be looked at first. */
export function restoreModel(panel: Panel, wanted: Wanted): RestoreModel {
  const { trash, item } = findInTrash(panel, wanted.name)
  const base = {
    shell: shellOf(panel),
    name: item.token,
    line: lineOf(panel, trash, item, 0),
    files: wanted.files,
    newer: [],
    lost: [],
    already: 0,
  }
  try {
    const located = locate(panel, wanted)
    if (areFolders(located)) return { ...base, plan: planOfFolders(panel, located), problem: null }
    const { plan, newer, lost, already } = planRestoring(panel, located)
    const paths = plan?.operations.map(({ path }) => path) ?? []
    const shown = plan && { fingerprint: plan.fingerprint, into: plan.into, paths }
    return { ...base, plan: shown, newer, lost, already, problem: null }
  } catch (error) {
    return { ...base, plan: null, problem: sentenceOf(error) }
  }
}

function planOfFolders(panel: Panel, { token, only, summary }: Located): RestoreModel['plan'] {
  const { items, root } = planRestore(token, panel, only)
  return { fingerprint: summary.fingerprint, into: root, paths: items.map(({ path }) => path) }
}

export function emptyingModel(
  panel: Panel,
  { items, bytes, fingerprint, stays }: Emptying,
  { names, limits }: Pick<EmptyingModel, 'names' | 'limits'>,
): EmptyingModel {
  const trash = trashOf(panel)
  return {
    shell: shellOf(panel),
    lines: items.slice(0, MOST_REVIEWED).map((item) => lineOf(panel, trash, item, 0)),
    actions: items.length,
    bytes,
    fingerprint,
    stays: stays.length,
    names,
    limits,
  }
}
