import { realpathSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { isSafeId } from '../../claude/ids.ts'
import { SPANS } from '../../reload/directory-spans.ts'
import { isInside, pathBelow } from '../../trees/inside.ts'
import { field } from './event.ts'
import { insideOf } from './facts.ts'
import { jsonOf } from './files.ts'

/** A plugin in whose source a file lies, while Claude Code reads a copy of it elsewhere. */
export type Edited = { id: string; source: string; copy: string; path: string }

type Places = { pluginsDir: string; links: readonly { plugin: string; directory: string }[]; version: string | null }

const LARGEST = 4 * 1024 * 1024

/** The installed plugins that an edited file is the source of: linked by the user, or in a marketplace on this machine. */
export function editedIn(file: string, { pluginsDir, links, version }: Places): readonly Edited[] {
  const real = realOf(file)
  const installed = field(jsonOf(join(pluginsDir, 'installed_plugins.json'), LARGEST), 'plugins')
  const known = jsonOf(join(pluginsDir, 'known_marketplaces.json'), LARGEST)
  const byId = new Map<string, string>()
  const place = (name: string) => field(field(known, name), 'installLocation')

  for (const [name, declared] of Object.entries(known ?? {})) {
    const folder = place(name)
    if (typeof folder !== 'string' || !isAbsolute(folder) || !isBelow(real, folder)) continue
    for (const [plugin, source] of entriesIn(folder))
      if (isReadFromCopy(declared, version)) byId.set(`${plugin}@${name}`, source)
  }
  for (const { plugin, directory } of links) {
    const [name = '', marketplace = ''] = plugin.split('@')
    if (!isBelow(real, directory)) continue
    if (!isReadFromCopy(field(known, marketplace), version)) continue
    byId.set(plugin, entriesIn(directory).get(name) ?? realOf(directory))
  }
  return [...byId].flatMap(([id, source]) => {
    const path = pathBelow(source, real)
    const copy = copyOf(field(installed, id))
    return isSafeId(id) && path && copy !== null ? [{ id, source, copy, path }] : []
  })
}

/** Whether the loaded copy lies in the cache; a directory marketplace is read in place by most versions. */
function isReadFromCopy(declared: unknown, version: string | null): boolean {
  const kind = field(field(declared, 'source'), 'source')
  if (kind !== 'directory' && kind !== 'file') return true
  const now = numbersIn(version ?? '')
  if (now === null) return false
  const span = SPANS.find(({ from, before }) => (!from || !isLess(now, from)) && (!before || isLess(now, before)))
  return span?.how === 'cache'
}

function entriesIn(folder: string): ReadonlyMap<string, string> {
  const catalogue = jsonOf(join(folder, '.claude-plugin', 'marketplace.json'), LARGEST)
  const entries = field(catalogue, 'plugins')
  return new Map(
    (Array.isArray(entries) ? entries : []).flatMap((entry): [string, string][] => {
      const [name, source] = [field(entry, 'name'), field(entry, 'source')]
      const at = typeof source === 'string' ? insideOf(folder, source) : null
      return typeof name === 'string' && at !== null ? [[name, at]] : []
    }),
  )
}

function copyOf(records: unknown): string | null {
  const all = Array.isArray(records) ? records : [records]
  const path = all.map((record) => field(record, 'installPath')).find((one) => typeof one === 'string')
  return typeof path === 'string' && isAbsolute(path) ? path : null
}

const isBelow = (real: string, folder: string) => isInside(real, realOf(folder))

function realOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

const numbersIn = (version: string) => /^(\d+)\.(\d+)\.(\d+)/.exec(version)?.slice(1).map(Number) ?? null

function isLess(version: readonly number[], than: string): boolean {
  const other = numbersIn(than) ?? []
  const at = version.findIndex((number, index) => number !== other[index])
  return at !== -1 && (version[at] as number) < (other[at] as number)
}
