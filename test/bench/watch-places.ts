import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder of one plugin in two trees, of which the second is to follow the first. */
export type Place = { source: string; loaded: string }

/** Plugins of a git marketplace as Claude Code leaves them, and the same trees once more for the other programs. */
export type Collection = { environment: Record<string, string>; ours: Place[]; theirs: Place[]; roots: Place }

export const EDITED = 'skills/s0/f0.md'

export function layCollection(folder: string, plugins: number, filesEach: number): Collection {
  const config = join(folder, 'claude')
  const clone = join(config, 'plugins/marketplaces/many')
  const roots = { source: join(folder, 'peer/source'), loaded: join(folder, 'peer/loaded') }
  const names = Array.from({ length: plugins }, (_, n) => `plugin-${n}`)
  const ours = names.map((name) => ({
    source: join(clone, 'plugins', name),
    loaded: join(config, 'plugins/cache/many', name, '1.0.0'),
  }))
  const theirs = names.map((name) => ({ source: join(roots.source, name), loaded: join(roots.loaded, name) }))
  for (const [index, name] of names.entries()) {
    const { source, loaded } = ours[index] as Place
    layPlugin(source, name, filesEach)
    for (const copy of [loaded, ...Object.values(theirs[index] as Place)])
      cpSync(source, copy, { recursive: true, preserveTimestamps: true })
  }
  register(config, clone, names)
  return {
    environment: { HOME: folder, CLAUDE_CONFIG_DIR: config, HOTPLUG_HOME: join(folder, 'state') },
    ours,
    theirs,
    roots,
  }
}

function layPlugin(root: string, name: string, files: number) {
  write(join(root, '.claude-plugin/plugin.json'), JSON.stringify({ name, version: '1.0.0' }))
  for (let file = 0; file < files - 1; file++)
    write(join(root, `skills/s${file % 7}/f${Math.floor(file / 7)}.md`), `A line of ${name}.\n`.repeat(100 + file))
}

function register(config: string, clone: string, names: readonly string[]) {
  const plugins = join(config, 'plugins')
  const at = new Date(Date.now() + 1000).toISOString()
  const records = names.map((name) => {
    const installPath = join(plugins, 'cache/many', name, '1.0.0')
    return [`${name}@many`, [{ scope: 'user', installPath, version: '1.0.0', installedAt: at, lastUpdated: at }]]
  })
  json(join(plugins, 'installed_plugins.json'), { version: 2, plugins: Object.fromEntries(records) })
  json(join(plugins, 'known_marketplaces.json'), {
    many: { source: { source: 'github', repo: 'acme/many' }, installLocation: clone, lastUpdated: at },
  })
  json(join(clone, '.claude-plugin/marketplace.json'), {
    name: 'many',
    owner: { name: 'Ada' },
    plugins: names.map((name) => ({ name, source: `./plugins/${name}` })),
  })
  json(join(config, 'settings.json'), {
    enabledPlugins: Object.fromEntries(names.map((name) => [`${name}@many`, true])),
  })
}

const json = (path: string, value: unknown) => write(path, JSON.stringify(value, null, 2))

function write(path: string, text: string) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
