import { join } from 'node:path'
import type { Look } from './disk.ts'
import { type Manifest, readManifest } from './manifest.ts'
import type { Problem } from './types.ts'

/** A plugin that Claude Code reads where it lies, without any record of an installation. */
export type FoundInSkills = { id: string; folder: string; manifest: Manifest; belongsTo: 'user' | 'project' }

export const SKILLS_DIR = 'skills-dir'

/**
 * The folders of skills that are plugins: those with a `.claude-plugin/plugin.json`, links to checkouts included, as
 * `name@skills-dir` by the name in the manifest. Measured with 2.1.329: of several with the same name the first in
 * the folder's own order is loaded, the user's before the project's, and the project's only where it is trusted.
 */
export function readSkillsDirs(
  look: Look,
  folders: readonly { folder: string; belongsTo: 'user' | 'project' }[],
): { found: readonly FoundInSkills[]; problems: readonly Problem[] } {
  const found = new Map<string, FoundInSkills>()
  const problems: Problem[] = []
  for (const { folder: skills, belongsTo } of folders) {
    const entries = look.entries(skills) ?? new Map()
    for (const name of entries.size > 1 ? look.unsorted(skills) : entries.keys()) {
      if (entries.get(name) !== 'folder' && entries.get(name) !== 'link') continue
      const folder = join(skills, name)
      const manifest = readManifest(look, folder)
      problems.push(...manifest.problems)
      if (!manifest.value) continue
      const id = `${manifest.value.name}@${SKILLS_DIR}`
      const taken = found.get(id)
      if (taken) problems.push(sameName(manifest.file, manifest.value.name, taken.folder))
      else found.set(id, { id, folder, manifest: manifest.value, belongsTo })
    }
  }
  return { found: [...found.values()], problems }
}

const sameName = (file: string, name: string, other: string): Problem => ({
  file,
  message: `Claude Code does not load this plugin: ${other} has the same name, ${name}. Give one of them another name.`,
})
