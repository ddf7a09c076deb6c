import { complaints, enabledIn, type Facts } from './facts.ts'
import { ownName } from './own-name.ts'
import { type FoundInSkills, SKILLS_DIR } from './skills-dir.ts'
import type { Plugin, Problem } from './types.ts'

/**
 * The row of a plugin in a skills folder. It is enabled unless settings say false. A plugin of a marketplace with the
 * same name keeps it from being loaded, a disabled one too: only one that no settings file speaks of does not (measured
 * with 2.1.329).
 */
export function pluginInSkills(
  { id, folder, manifest, belongsTo }: FoundInSkills,
  facts: Facts,
  installed: readonly Plugin[],
): { plugin: Plugin; problems: readonly Problem[] } {
  const rows = (facts.rows.get(id) ?? []).filter((row) => row.installPath === folder)
  const { problems, ...said } = enabledIn(facts, id, rows[0], true)
  const shadow = installed.find(
    (one) => one.enabledBy !== null && one.loaded.how !== 'missing' && ownName(one, facts.look) === manifest.name,
  )
  const source = { path: folder, by: SKILLS_DIR, why: 'A plugin in a skills folder is read where it lies.' } as const
  return {
    plugin: {
      id,
      name: manifest.name,
      marketplace: SKILLS_DIR,
      description: manifest.description,
      version: manifest.version,
      scope: SKILLS_DIR,
      ...said,
      enabled: said.enabled && !shadow,
      records: [],
      entry: null,
      loaded: {
        how: SKILLS_DIR,
        path: folder,
        by: 'rule',
        certain: true,
        why: `It lies in the ${belongsTo}'s skills folder.`,
      },
      source,
      suggestion: null,
      cached: [],
      installedAt: null,
      lastUpdated: null,
    },
    problems: [...(shadow ? [shadowed(folder, id, shadow.id)] : problems), ...complaints(id, rows, folder)],
  }
}

const shadowed = (file: string, id: string, other: string): Problem => ({
  file,
  message: `Claude Code does not load ${id}: the installed plugin ${other} has the same name, which keeps it away even when it is disabled. Uninstall that one, or give one of them another name.`,
})
