import { openDisk } from '../../claude/disk.ts'
import { inProject } from '../../claude/in-project.ts'
import { localFolderOf } from '../../claude/local-folder.ts'
import type { Inventory, Plugin, Session } from '../../claude/types.ts'
import type { PluginFacts } from './place.ts'

/** What of a plugin depends on the folder of a session; the rest is the same for all of them. */
export type FactsOf = (plugin: Plugin, cwd: string) => Omit<PluginFacts, 'begunWith'>

/** For one reading of the inventory: each plugin is looked at once for each folder in which a session runs. */
export function openFacts({ marketplaces, configDir }: Inventory): FactsOf {
  const look = openDisk().look()
  const known = new Map<string, Map<string, Omit<PluginFacts, 'begunWith'>>>()
  return (plugin, cwd) => {
    const here = known.get(cwd) ?? new Map()
    known.set(cwd, here)
    const facts = here.get(plugin.id) ?? factsOf(plugin, cwd)
    here.set(plugin.id, facts)
    return facts
  }

  function factsOf(plugin: Plugin, cwd: string): Omit<PluginFacts, 'begunWith'> {
    const { id, name, loaded, cached } = plugin
    const { enabled, record } = inProject(look, plugin, cwd)
    const inSkills = loaded.how === 'skills-dir' && isIn(loaded.path, [configDir, cwd]) ? loaded.path : null
    return {
      ...{ id, name, enabled, inSkills },
      record: record && {
        folder: record.installPath,
        installedAt: timeOf(record.installedAt),
        lastUpdated: timeOf(record.lastUpdated),
      },
      local: localFolderOf(look, plugin, marketplaces),
      isRefused: loaded.how === 'missing' && look.isFolder(loaded.path),
      cached: cached.map(({ path }) => path),
    }
  }
}

/** A session that can be told anything of: it says where and when it began. */
export const isPlaced = (session: Session): session is Session & { cwd: string; startedAt: number } =>
  session.cwd !== null && session.startedAt !== null

const isIn = (path: string, folders: readonly string[]) => folders.some((folder) => path.startsWith(`${folder}/`))

function timeOf(iso: string | null): number | null {
  const at = iso === null ? Number.NaN : Date.parse(iso)
  return Number.isNaN(at) ? null : at
}
