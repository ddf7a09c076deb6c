import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { type DeclaredMarketplace, declaredMarketplace } from './declared.ts'
import type { Look } from './disk.ts'
import { localSettingsFolder } from './git.ts'
import { entriesOf, fieldOf, isObject, jsonReader, quoted, type Report } from './json.ts'
import type { Enablement, Problem, SettingsLayer } from './types.ts'

/** What one settings file says about plugins. `project` is null for user and managed settings. */
export type SettingsFile = {
  layer: SettingsLayer
  file: string
  project: string | null
  enabled: ReadonlyMap<string, boolean>
  marketplaces: readonly DeclaredMarketplace[]
}

/** Weakest first: a later file decides against an earlier one. Of several projects, only one's files count at a time. */
export type Settings = {
  files: readonly SettingsFile[]
  enablements: ReadonlyMap<string, readonly Enablement[]>
  problems: readonly Problem[]
}

export type SettingsPlaces = {
  configDir: string
  managedSettings: string
  /** All whose settings are shown. */
  projects: readonly string[]
}

export function readSettings(look: Look, places: SettingsPlaces): Settings {
  const read = settingsFiles(look, places).map(({ layer, file, project }) => {
    const { value, problems } = (layer === 'managed' ? readManaged : readUsual)(look, file)
    return { problems, file: value && { layer, file, project, ...value } }
  })
  const files = read.flatMap(({ file }) => file ?? [])
  return { files, enablements: enablements(files), problems: read.flatMap(({ problems }) => problems) }
}

/** Every settings file that counts, whether it exists or not. */
export function settingsFiles(look: Look, { configDir, managedSettings, projects }: SettingsPlaces) {
  const user = join(configDir, 'settings.json')
  const ofProjects = (layer: SettingsLayer, fileOf: (project: string) => string) =>
    projects.map((project) => ({ layer, file: fileOf(project), project })).filter(({ file }) => file !== user)
  return [
    { layer: 'user' as const, file: user, project: null },
    ...ofProjects('project', (project) => join(project, '.claude', 'settings.json')),
    ...ofProjects('local', (project) => join(localSettingsFolder(look, project), '.claude', 'settings.local.json')),
    ...managedFiles(look, managedSettings).map((file) => ({ layer: 'managed' as const, file, project: null })),
  ]
}

/** The one that decides in a project: managed before local before project before user. */
export const decidingIn = (project: string, enablements: readonly Enablement[]): Enablement | null =>
  enablements.findLast((enablement) => enablement.project === null || enablement.project === project) ?? null

function enablements(files: readonly SettingsFile[]) {
  const byId = new Map<string, Enablement[]>()
  for (const { layer, file, project, enabled } of files) {
    for (const [id, value] of enabled) {
      const enablement = { layer, file, project, value }
      const others = byId.get(id)
      if (others) others.push(enablement)
      else byId.set(id, [enablement])
    }
  }
  return byId
}

function managedFiles(look: Look, managedSettings: string) {
  const folder = join(dirname(managedSettings), `${basename(managedSettings, '.json')}.d`)
  const names = [...(look.entries(folder) ?? [])]
    .filter(([name, kind]) => kind !== 'folder' && name.endsWith('.json') && !name.startsWith('.'))
    .map(([name]) => name)
  return [managedSettings, ...names.sort().map((name) => join(folder, name))]
}

const readUsual = jsonReader((json, report) => interpret(json, report, 'whole file'))
const readManaged = jsonReader((json, report) => interpret(json, report, 'entry'))

/**
 * Measured with 2.1.329: one value of `enabledPlugins`, or `disableAllHooks`, of a wrong type makes Claude Code ignore
 * the whole file, except in managed settings, where it ignores that entry. A list of versions is allowed, and enables nothing.
 */
function interpret(json: unknown, report: Report, ignored: 'whole file' | 'entry') {
  const declared = isObject(json) ? optional(json, 'enabledPlugins', report) : entriesOf(json, [], report)
  let usable = fieldOf(json, 'enabledPlugins') === undefined || isObject(fieldOf(json, 'enabledPlugins'))
  const switched = fieldOf(json, 'disableAllHooks')
  if (ignored === 'whole file' && switched !== undefined && typeof switched !== 'boolean') {
    report(['disableAllHooks'], 'has something else than true or false, so Claude Code ignores the whole file')
    usable = false
  }
  const enabled = new Map<string, boolean>()
  for (const [id, value] of declared) {
    const path = ['enabledPlugins', id]
    if (VERSIONS.safeParse(value).success)
      report(path, `has a list of versions for ${quoted(id)}; only true enables a plugin`)
    else if (typeof value !== 'boolean') {
      report(path, `has something else than true or false for ${quoted(id)}, so Claude Code ignores the ${ignored}`)
      usable &&= ignored === 'entry'
      continue
    }
    enabled.set(id, value === true)
  }
  const marketplaces = optional(json, 'extraKnownMarketplaces', report).flatMap(
    ([name, value]) => declaredMarketplace(name, value, ['extraKnownMarketplaces', name], report) ?? [],
  )
  return usable ? { enabled, marketplaces } : { enabled: new Map<string, boolean>(), marketplaces: [] }
}

function optional(json: unknown, key: string, report: Report) {
  const value = fieldOf(json, key)
  return value === undefined ? [] : entriesOf(value, [key], report)
}

const VERSIONS = z.array(z.string())
