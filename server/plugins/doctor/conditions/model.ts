import { conditionsOf, type HookCondition } from '../../../doctor/conditions/of-hook.ts'
import { refusalOf } from '../../../doctor/conditions/switchable.ts'
import type { Recognised } from '../../../doctor/conditions/types.ts'
import type { HookSubject } from '../../../doctor/hooks/types.ts'
import type { Panel } from '../../../panel.ts'
import { conditionId } from './plan.ts'
import { type HookProject, projectsOf } from './projects.ts'

/** A condition as a page shows it; `refused`: why it is not switched from here, null where it is. */
export type ShownCondition = HookCondition & { id: string; refused: string | null }

/** By what a hook is switched on and off, and how it stands in each project. */
export type ConditionModel = {
  hook: string
  projects: readonly { project: HookProject; state: Recognised['state']; conditions: readonly ShownCondition[] }[]
  unread: readonly { script: string; line: number; why: string }[]
}

/** Null where neither a condition nor anything that could be one was found. */
export function conditionModel(panel: Panel, subject: HookSubject): ConditionModel | null {
  const projects = projectsOf(panel, subject).map((project) => ({
    project,
    found: conditionsOf(subject, project.folder),
  }))
  const [first] = projects
  const unread = first?.found.unread ?? []
  if (unread.length === 0 && projects.every(({ found }) => found.conditions.length === 0)) return null
  return {
    hook: subject.hook.id,
    unread,
    projects: projects.map(({ project, found }) => ({
      project,
      state: found.state,
      conditions: found.conditions.map((one) => ({
        ...one,
        id: conditionId(one, project.folder),
        refused: refusalOf(one, project.folder),
      })),
    })),
  }
}
