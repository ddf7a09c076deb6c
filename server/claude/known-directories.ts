import { join } from 'node:path'
import type { Look } from './disk.ts'
import { fieldOf, jsonReader } from './json.ts'
import { isLocal } from './marketplaces.ts'
import { isUsable } from './paths.ts'
import type { InstallRecord, Marketplace } from './types.ts'

/** What `.claude.json` says of a folder in which Claude Code was used. */
export type UsedProject = { path: string; trusted: boolean }

/**
 * The folders in which Claude Code was used. 2.1.329 keeps them in `.claude.json` in its folder when that was set by
 * CLAUDE_CONFIG_DIR, else in the home folder. A file this private and this often rewritten gives no problems: what it
 * tells is a convenience.
 */
export function usedProjects(look: Look, configDir: string, home: string): readonly UsedProject[] {
  const files = [join(configDir, '.claude.json')]
  if (configDir === join(home, '.claude')) files.push(join(home, '.claude.json'))
  const byPath = new Map(files.flatMap((file) => read(look, file).value ?? []).map((used) => [used.path, used]))
  return [...byPath.values()].slice(-MOST_PROJECTS)
}

/** Every directory that may be a checkout of a plugin, the present project first. */
export function knownDirectories(
  project: string,
  used: readonly UsedProject[],
  records: Iterable<readonly InstallRecord[]>,
  marketplaces: readonly Marketplace[],
): readonly string[] {
  const ofRecords = [...records].flatMap((each) => each.map((record) => record.projectPath))
  const local = marketplaces.filter(isLocal).map((marketplace) => marketplace.folder)
  const all = [project, ...local, ...ofRecords, ...used.map(({ path }) => path)]
  return [...new Set(all.filter((path) => path !== null))]
}

const MOST_PROJECTS = 500

const read = jsonReader((json): readonly UsedProject[] => {
  const projects = fieldOf(json, 'projects')
  if (typeof projects !== 'object' || projects === null) return []
  return Object.entries(projects)
    .filter(([path]) => isUsable(path))
    .map(([path, said]) => ({ path, trusted: fieldOf(said, 'hasTrustDialogAccepted') === true }))
})
