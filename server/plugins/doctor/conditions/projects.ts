import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import type { HookSubject } from '../../../doctor/hooks/types.ts'
import type { Panel } from '../../../panel.ts'

/** A folder that a hook may work in. `id` stands for it in forms. */
export type HookProject = { id: string; folder: string; why: 'this project' | 'a session is there' | 'installed there' }

const MOST = 12

/** Where a hook may work: the project at hand, those of running sessions, those it was installed for. */
export function projectsOf(
  { config, survey }: Pick<Panel, 'config' | 'survey'>,
  { hook, place }: HookSubject,
): HookProject[] {
  if (place.kind === 'project') return [project(place.root, 'this project')]
  const { sessions, plugins } = survey.inventory()
  const plugin = place.kind === 'plugin' ? plugins.find(({ id }) => id === place.id) : undefined
  const only = hook.owner.kind === 'settings' ? hook.owner.project : null
  const found = [
    project(config.project, 'this project'),
    ...sessions.flatMap(({ alive, cwd }) => (alive && cwd !== null ? [project(cwd, 'a session is there')] : [])),
    ...(plugin?.records ?? []).flatMap(({ projectPath }) =>
      projectPath === null ? [] : [project(projectPath, 'installed there')],
    ),
  ].filter(({ folder }) => only === null || folder === only)
  return [...new Map(found.reverse().map((one) => [one.id, one])).values()].reverse().slice(0, MOST)
}

function project(folder: string, why: HookProject['why']): HookProject {
  const real = realOf(folder)
  return { id: createHash('sha256').update(real).digest('hex').slice(0, 8), folder: real, why }
}

function realOf(folder: string): string {
  try {
    return realpathSync(folder)
  } catch {
    return folder
  }
}
