import { join } from 'node:path'
import type { Look } from './disk.ts'
import { knownDirectories, usedProjects } from './known-directories.ts'
import { readMarketplaces } from './marketplaces.ts'
import { isUsable } from './paths.ts'
import { type InstallRecords, readInstalled, readKnownMarketplaces } from './registry.ts'
import { readSessions } from './sessions.ts'
import { readSettings, settingsFiles } from './settings.ts'

export type InventoryPlaces = {
  configDir: string
  /** `plugins` in configDir, unless CLAUDE_CODE_PLUGIN_CACHE_DIR moves it. */
  pluginsDir: string
  home: string
  project: string
  managedSettings: string
}

/** What was declared and recorded, and which files said so. */
export type Registry = ReturnType<typeof readRegistry>

export function readRegistry(look: Look, places: InventoryPlaces) {
  const { configDir, pluginsDir, home, managedSettings } = places
  const project = look.real(places.project) ?? places.project
  const installedFile = join(pluginsDir, 'installed_plugins.json')
  const knownFile = join(pluginsDir, 'known_marketplaces.json')
  const installed = readInstalled(look, installedFile)
  const known = readKnownMarketplaces(look, knownFile)
  const hosted = readKnownMarketplaces(look, join(pluginsDir, 'known_marketplaces_claudeai.json'))
  const records: InstallRecords = installed.value ?? new Map()
  const used = usedProjects(look, configDir, home)
  const inUse = foldersInUse(look, configDir)
  const projects = [...new Set([...knownDirectories(project, used, records.values(), []), ...inUse])]
  const settings = readSettings(look, { configDir, managedSettings, projects })
  const declared = settings.files.filter((file) => file.project === null || file.project === project)
  const marketplaces = readMarketplaces(look, [
    ...(known.value ?? []),
    ...(hosted.value ?? []),
    ...declared.flatMap(({ layer, marketplaces }) => marketplaces.map((each) => ({ ...each, declaredBy: layer }))),
  ])
  const all = [...marketplaces.values()]
  const skills = { user: join(configDir, 'skills'), project: join(project, '.claude', 'skills') }
  const trusted = used.some((each) => each.path === project && each.trusted)
  return {
    project,
    records,
    installedFile,
    settings,
    marketplaces,
    skills: [
      { folder: skills.user, belongsTo: 'user' as const },
      ...(trusted ? [{ folder: skills.project, belongsTo: 'project' as const }] : []),
    ],
    directories: knownDirectories(
      project,
      used,
      records.values(),
      all.map(({ marketplace }) => marketplace),
    ),
    files: [
      installedFile,
      knownFile,
      ...settingsFiles(look, { configDir, managedSettings, projects: [project] }).map(({ file }) => file),
      ...all.flatMap(({ marketplace }) => marketplace.catalogue ?? []),
    ],
    folders: [skills.user, skills.project, pluginsDir, join(pluginsDir, 'cache'), join(configDir, 'sessions')],
    /** What says in the folders of running sessions which plugins are enabled there. */
    elsewhere: settingsFiles(look, { configDir, managedSettings, projects: inUse }).map(({ file }) => file),
    problems: [
      ...installed.problems,
      ...known.problems,
      ...settings.problems,
      ...all.flatMap(({ problems }) => problems),
    ],
  }
}

/** The folders in which sessions run now: `.claude.json` may not name them yet. */
const foldersInUse = (look: Look, configDir: string): readonly string[] => [
  ...new Set(
    readSessions(look, configDir).flatMap(({ alive, cwd }) => (alive && cwd !== null && isUsable(cwd) ? cwd : [])),
  ),
]
