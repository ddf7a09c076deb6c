import { readCache } from './cache.ts'
import { type Look, openDisk } from './disk.ts'
import type { Facts, Knowledge } from './facts.ts'
import { pluginInSkills } from './in-skills.ts'
import { installedPlugin } from './installed.ts'
import { enabledButNotInstalled } from './not-installed.ts'
import { type InventoryPlaces, type Registry, readRegistry } from './registry-files.ts'
import { readSessions } from './sessions.ts'
import { readSkillsDirs } from './skills-dir.ts'
import { openSuggestions } from './suggestions.ts'
import type { CachedVersion, Inventory } from './types.ts'

export type { Knowledge } from './facts.ts'
export type { InventoryPlaces } from './registry-files.ts'

export type OpenInventory = {
  /** Reads what changed since the last time and remembers the rest. Writes nothing, and throws for nothing on disk. */
  read: (knowledge: Knowledge) => Inventory
  /** Files, and folders without what lies deeper in them, whose change means: look again. Not all of them exist. */
  watched: () => readonly string[]
  /** The files that decide what `claude plugin list` answers: see fingerprint. */
  registryFiles: () => readonly string[]
}

export function openInventory(places: InventoryPlaces): OpenInventory {
  const disk = openDisk()
  let last: Registry | null = null
  const registry = () => last ?? readRegistry(openDisk().look(), places)

  return {
    read: (knowledge) => {
      const look = disk.look()
      last = readRegistry(look, places)
      return inventoryOf(look, places, last, knowledge)
    },
    watched: () => [...new Set([...registry().files, ...registry().folders, ...registry().elsewhere])],
    registryFiles: () => registry().files,
  }
}

function inventoryOf(look: Look, places: InventoryPlaces, registry: Registry, knowledge: Knowledge): Inventory {
  const { project, records, settings, installedFile, marketplaces } = registry
  const cached = readCache(look, places.pluginsDir, records)
  const facts: Facts = {
    look,
    project,
    settings,
    installedFile,
    marketplaces,
    knowledge,
    cached: Map.groupBy(cached, idOf),
    rows: Map.groupBy(knowledge.listed ?? [], (row) => row.id),
    suggest: openSuggestions(look, registry.directories, places.pluginsDir),
  }
  const installed = [...records].flatMap(([id, each]) => installedPlugin(id, each, facts) ?? [])
  const inSkills = readSkillsDirs(look, registry.skills)
  const fromMarketplaces = installed.map(({ plugin }) => plugin)
  const fromSkills = inSkills.found.map((found) => pluginInSkills(found, facts, fromMarketplaces))
  return {
    configDir: places.configDir,
    program: knowledge.program,
    marketplaces: [...marketplaces.values()].map(({ marketplace }) => marketplace),
    plugins: [...fromMarketplaces, ...fromSkills.map(({ plugin }) => plugin)],
    cached,
    sessions: readSessions(look, places.configDir),
    problems: [
      ...registry.problems,
      ...inSkills.problems,
      ...[...installed, ...fromSkills].flatMap(({ problems }) => problems),
      ...enabledButNotInstalled(settings, project, new Set(records.keys())),
    ],
  }
}

const idOf = ({ plugin, marketplace }: CachedVersion) => `${plugin}@${marketplace}`
