import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readConfig } from '../../server/config.ts'

/** Sizes as in public catalogues: most plugins have 2 to 20 files, a few have hundreds, one has a thousand. */
export const CATALOGUE = Array.from({ length: 100 }, (_, n) =>
  n === 0 ? 50 : n === 1 ? 1016 : n < 12 ? 250 : 2 + ((n * 37) % 32),
)

/** Plugins of one git marketplace as Claude Code leaves them, with so many files each, equal in clone and cache. */
export function layCollection(root: string, sizes: readonly number[]) {
  const at = (...parts: string[]) => join(root, ...parts)
  const clone = at('claude/plugins/marketplaces/many')
  const source = join(clone, 'plugins')
  const cache = at('claude/plugins/cache/many')
  const names = sizes.map((_, index) => `p${index}`)
  const ids = names.map((name) => `${name}@many`)
  const loaded = (name: string) => join(cache, name, '1.0.0')
  let generation = 0
  let installs = 0

  const fileOf = (name: string, file: number) => join(source, name, `d${Math.floor(file / 3)}`, `f${file % 3}.md`)
  const write = (name: string, file: number) =>
    writeFileSync(fileOf(name, file), textOf(generation, `${name} ${file}`, file))
  const editAll = () => {
    generation++
    for (const [index, name] of names.entries())
      for (let file = 0; file < (sizes[index] ?? 0); file++) write(name, file)
  }

  function install(how: 'as the source' | 'empty') {
    rmSync(cache, { recursive: true, force: true })
    for (const name of names) {
      mkdirSync(loaded(name), { recursive: true })
      if (how === 'as the source') cpSync(join(source, name), loaded(name), { recursive: true })
    }
    // Whatever lies there now is as installed.
    const lastUpdated = new Date(Date.now() + ++installs * 1000).toISOString()
    const record = (name: string) => ({ scope: 'user', installPath: loaded(name), version: '1.0.0', lastUpdated })
    json(at('claude/plugins/installed_plugins.json'), {
      version: 2,
      plugins: Object.fromEntries(names.map((name) => [`${name}@many`, [record(name)]])),
    })
  }

  for (const [index, name] of names.entries())
    for (let file = 0; file < (sizes[index] ?? 0); file += 3)
      mkdirSync(dirname(fileOf(name, file)), { recursive: true })
  editAll()
  install('as the source')
  json(at('claude/plugins/known_marketplaces.json'), {
    many: {
      source: { source: 'github', repo: 'acme/many' },
      installLocation: clone,
      lastUpdated: '2026-01-01T00:00:00Z',
    },
  })
  json(join(clone, '.claude-plugin/marketplace.json'), {
    name: 'many',
    owner: { name: 'Ada' },
    plugins: names.map((name) => ({ name, source: `./plugins/${name}` })),
  })
  json(at('claude/settings.json'), { enabledPlugins: Object.fromEntries(ids.map((id) => [id, true])) })
  const env = { HOME: at('home'), CLAUDE_CONFIG_DIR: at('claude'), HOTPLUG_HOME: at('state'), PATH: '' }
  return {
    source,
    ids,
    files: sizes.reduce((sum, size) => sum + size, 0),
    config: readConfig({ env, cwd: root, platform: 'linux' }),
    editAll,
    editOne: () => {
      generation++
      write('p0', 1)
    },
    install,
  }
}

export type Collection = ReturnType<typeof layCollection>

/**
 * Between 30 bytes and 20 KB, mostly short. Each generation has another size: rsync takes two edits within a second for
 * none when the size stays.
 */
const textOf = (generation: number, line: string, file: number) =>
  `${'+'.repeat(1 + (generation % 97))}\n${`${line} of a skill\n`.repeat(1 + ((file * 7919) % 1000) ** 3 / 1_200_000)}`

function json(path: string, value: unknown) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, JSON.stringify(value))
}
