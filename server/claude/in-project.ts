import { join } from 'node:path'
import type { Look } from './disk.ts'
import { projectOf } from './git.ts'
import { countingRecord } from './loaded.ts'
import { decidingIn } from './settings.ts'
import { SKILLS_DIR } from './skills-dir.ts'
import type { InstallRecord, Plugin } from './types.ts'

/** What a plugin is to a session in some folder: whether it is enabled there, and the record by which it is loaded. */
export type InProject = { enabled: boolean; record: InstallRecord | null }

export function inProject(look: Look, plugin: Plugin, folder: string): InProject {
  const inSkills = plugin.scope === SKILLS_DIR
  const enabled = decidingIn(folder, plugin.enablements)?.value ?? inSkills
  if (inSkills) return { enabled, record: null }
  const project = projectOf(look, folder)
  const counting = countingRecord(
    plugin.records,
    ({ scope, projectPath }) =>
      scope === 'user' ||
      scope === 'managed' ||
      (projectPath !== null && projectOf(look, join(projectPath, '.')) === project),
    ({ installPath }) => look.isFolder(installPath),
  )
  return { enabled, record: counting?.applies ? counting.record : null }
}
