import { createHash } from 'node:crypto'
import { relative } from 'node:path'
import { conditionsOf, type HookCondition } from '../../../doctor/conditions/of-hook.ts'
import { refusalOf } from '../../../doctor/conditions/switchable.ts'
import type { Change } from '../../../doctor/conditions/types.ts'
import type { HookSubject } from '../../../doctor/hooks/types.ts'
import { HotplugError } from '../../../errors.ts'
import type { Panel } from '../../../panel.ts'
import { watchFolders } from '../../../trees/folders.ts'
import { entryAt } from '../../../trees/stamp.ts'
import { readText } from '../../../trees/text.ts'
import type { Entry } from '../../../trees/types.ts'
import { type HookProject, projectsOf } from './projects.ts'

/** One file that a switch changes, below the project. `entry`: what stands there now. */
export type FileChange = Change & { path: string; entry: Entry | null }

/** What switching a hook on or off in a project would do. */
export type SwitchPlan = {
  hook: HookSubject
  project: HookProject
  condition: HookCondition & { id: string }
  becomes: 'active' | 'not active'
  files: readonly FileChange[]
  /** Equal only where the same would be done to the same files. */
  fingerprint: string
}

/** Stands for a condition in forms, as long as the script asks for the same. */
export const conditionId = ({ kind, file, keys }: HookCondition, project: string) =>
  digest([kind, relative(project, file), keys]).slice(0, 8)

/** Throws a HotplugError where the condition is gone, or is not switched from here. */
export function planSwitch(
  panel: Panel,
  hook: HookSubject,
  wanted: { project: string; condition: string },
): SwitchPlan {
  const project = projectsOf(panel, hook).find(({ id }) => id === wanted.project)
  if (!project)
    throw new HotplugError(422, 'No project here is the one that was meant.', 'Choose one on the hook’s page.')
  const condition = conditionsOf(hook, project.folder).conditions.find(
    (one) => conditionId(one, project.folder) === wanted.condition,
  )
  if (!condition) throw new HotplugError(409, 'This hook is not switched by that any more.', 'Look at its page again.')
  const refused = refusalOf(condition, project.folder)
  if (refused !== null || condition.switch === null)
    throw new HotplugError(
      422,
      `This is not switched from here: ${refused}`,
      'Change it by hand where you want it changed.',
    )
  const files = condition.switch.changes.map((change) => fileOf(project.folder, change))
  const { becomes } = condition.switch
  const fingerprint = digest([
    hook.hook.id,
    project.folder,
    becomes,
    files.map(({ path, after, entry }) => [path, after, stampOf(entry)]),
  ])
  return { hook, project, condition: { ...condition, id: wanted.condition }, becomes, files, fingerprint }
}

/** Where a link leads to is not the project's any more, whatever it says. */
function fileOf(folder: string, change: Change): FileChange {
  const path = relative(folder, change.file)
  watchFolders(folder).check(path)
  const entry = entryAt(folder, path)
  if (entry !== null && entry.kind !== 'file')
    throw new HotplugError(
      422,
      `${change.file} is no plain file, and nothing is changed through it.`,
      'Change it by hand.',
    )
  const text = entry === null ? null : readText(change.file, LARGEST)?.text
  if (text !== change.before) throw changedMeanwhile()
  return { ...change, path, entry }
}

const LARGEST = 1024 * 1024

export const changedMeanwhile = () =>
  new HotplugError(409, 'What switches this hook changed since it was shown.', 'Look at the change again.')

const stampOf = (entry: Entry | null) => entry && [entry.ino, entry.size, entry.mtimeMs, entry.ctimeMs]

const digest = (parts: unknown) => createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
