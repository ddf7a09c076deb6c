import { accessSync, constants, readdirSync, realpathSync, statSync } from 'node:fs'
import { basename, delimiter, dirname, isAbsolute, join } from 'node:path'
import type { PluginFacts } from '../../autoload/decide.ts'
import { openDisk } from '../../claude/disk.ts'
import { localSettingsFolder, projectOf } from '../../claude/git.ts'
import { isSafeId, splitId } from '../../claude/ids.ts'
import { field } from './event.ts'
import { jsonOf } from './files.ts'
import type { Installation, Surroundings } from './installation.ts'

export type Known = PluginFacts & {
  /** When it was installed, as far as Claude Code wrote it down (milliseconds). */
  readonly installedAt: number | null
  /** Its folder in a marketplace on this machine; null when it has to be fetched. */
  readonly folder: string | null
  /** Its entry in the catalogue. */
  readonly entry: unknown
}

type Places = Pick<Surroundings, 'configDir' | 'pluginsDir'> &
  Pick<Installation, 'managedSettings'> & { project: string }

const LARGEST = 4 * 1024 * 1024

/**
 * What Claude Code's files say of a plugin, in the few lines that a hook has time for; the inventory of `server/claude`
 * says the same, and a test compares the two. A marketplace that only a repository declares offers nothing.
 */
export function openFacts({ configDir, pluginsDir, managedSettings, project }: Places): (id: string) => Known {
  const look = openDisk().look()
  const installed = jsonOf(join(pluginsDir, 'installed_plugins.json'), LARGEST)
  const known = jsonOf(join(pluginsDir, 'known_marketplaces.json'), LARGEST)
  const user = jsonOf(join(configDir, 'settings.json'), LARGEST)
  const managed = managedFiles(managedSettings).map((file) => jsonOf(file, LARGEST))
  // Weakest first.
  const settings = [
    user,
    jsonOf(join(project, '.claude', 'settings.json'), LARGEST),
    jsonOf(join(localSettingsFolder(look, project), '.claude', 'settings.local.json'), LARGEST),
    ...managed,
  ].map((file) => field(file, 'enabledPlugins'))
  const catalogues = new Map<string, Catalogue>()
  const here = projectOf(look, project)

  const appliesHere = (record: unknown) => {
    const scope = field(record, 'scope')
    const of = field(record, 'projectPath')
    if (scope !== 'project' && scope !== 'local') return true
    return typeof of === 'string' && isAbsolute(of) && projectOf(look, join(of, '.')) === here
  }

  return (id) => {
    const { name, marketplace } = splitId(id)
    const records = recordsOf(field(field(installed, 'plugins'), id)).filter(appliesHere)
    const said = settings.map((each) => field(each, id)).filter((value) => value !== undefined)
    const last = said.at(-1)
    const catalogue = isSafeId(id) ? catalogueOf(marketplace) : NO_CATALOGUE
    const entry = catalogue.entries.find((one) => field(one, 'name') === name)
    const times = records.map((record) => Date.parse(String(field(record, 'installedAt')))).filter(Number.isFinite)
    return {
      exists: entry !== undefined,
      installed: records.length > 0,
      enabled: last === true,
      disabled: last !== undefined && last !== true,
      installedAt: times.length > 0 ? Math.max(...times) : null,
      folder: entry === undefined ? null : folderOf(catalogue, entry),
      entry,
    }
  }

  function catalogueOf(name: string): Catalogue {
    const before = catalogues.get(name)
    if (before) return before
    const declared = [known, ...[user, ...managed].map((file) => field(file, 'extraKnownMarketplaces'))]
      .map((all) => field(all, name))
      .find((one) => one !== undefined)
    const folder = field(declared, 'installLocation') ?? field(field(declared, 'source'), 'path')
    const found = typeof folder === 'string' && isAbsolute(folder) ? readCatalogue(folder, declared) : NO_CATALOGUE
    catalogues.set(name, found)
    return found
  }
}

/** The program that would install; null when there is none. */
export function findClaude({ claudePath }: Installation, { searchPath }: Surroundings): string | null {
  const named = process.platform === 'win32' ? 'claude.exe' : 'claude'
  const all = claudePath
    ? [claudePath]
    : searchPath
        .split(delimiter)
        .filter(isAbsolute)
        .map((folder) => join(folder, named))
  return all.find(isExecutable) ?? null
}

type Catalogue = { folder: string; root: string | null; entries: readonly unknown[] }
const NO_CATALOGUE: Catalogue = { folder: '', root: null, entries: [] }

function readCatalogue(folder: string, declared: unknown): Catalogue {
  const path = field(field(declared, 'source'), 'path')
  const own = typeof path === 'string' && !isAbsolute(path) && !path.split(/[\\/]/).includes('..') ? path : null
  const json = [
    ...(own === null ? [] : [join(folder, own)]),
    join(folder, '.claude-plugin', 'marketplace.json'),
    folder,
  ]
    .map((file) => jsonOf(file, LARGEST))
    .find((value) => value !== undefined)
  const entries = field(json, 'plugins')
  const root = field(field(json, 'metadata'), 'pluginRoot')
  return { folder, root: typeof root === 'string' ? root : null, entries: Array.isArray(entries) ? entries : [] }
}

/** Where the marketplace itself has the plugin. Nothing that leads out of its folder is followed. */
function folderOf({ folder, root }: Catalogue, entry: unknown): string | null {
  const source = field(entry, 'source')
  if (typeof source !== 'string') return null
  if (source !== '.' && !source.startsWith('./') && (root === null || source.includes('/'))) return null
  const relative = source === '.' || source.startsWith('./') ? source : join(root ?? '', source)
  return insideOf(folder, relative)
}

/** The real path of something below a folder; null when it is not there or leads elsewhere. */
export function insideOf(folder: string, relative: string): string | null {
  if (isAbsolute(relative) || relative.split(/[\\/]/).includes('..')) return null
  try {
    const real = realpathSync(folder)
    const path = realpathSync(join(real, relative))
    return path === real || path.startsWith(`${real}/`) || path.startsWith(`${real}\\`) ? path : null
  } catch {
    return null
  }
}

const recordsOf = (value: unknown): readonly unknown[] => {
  const all = Array.isArray(value) ? value : value === undefined ? [] : [value]
  return all.filter(
    (record) => typeof field(record, 'installPath') === 'string' && isFolder(field(record, 'installPath') as string),
  )
}

function managedFiles(file: string): readonly string[] {
  const folder = join(dirname(file), `${basename(file, '.json')}.d`)
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json') && !name.startsWith('.'))
    return [file, ...names.sort().map((name) => join(folder, name))]
  } catch {
    return [file]
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
