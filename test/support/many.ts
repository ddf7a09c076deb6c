import { readFileSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { openPanel } from '../../server/panel.ts'
import { openPool } from '../../server/trees/pool.ts'
import { json } from './lab.ts'
import { testPanel } from './panel.ts'

const AN_HOUR_AGO = new Date(Date.now() - 3_600_000)
const INSTALLED_AT = new Date(Date.now() - 1_800_000).toISOString()

export const cacheOf = (name: string) => `claude/plugins/cache/many/${name}/1.0.0`
export const sourceOf = (name: string) => `claude/plugins/marketplaces/many/plugins/${name}`
export const idOf = (name: string) => `${name}@many`

/** Installed plugins of one git marketplace, each with these files, equal in its clone and in the cache. */
export function many(amount: number, files: number) {
  const panel = testPanel()
  const { at } = panel
  const names = Array.from({ length: amount }, (_, index) => `plugin-${index}`)
  const paths = Array.from({ length: files }, (_, index) => `skills/skill-${index}/SKILL.md`)
  const record = (name: string) => ({
    scope: 'user',
    installPath: at(cacheOf(name)),
    version: '1.0.0',
    installedAt: INSTALLED_AT,
    lastUpdated: INSTALLED_AT,
  })
  panel.write({
    'claude/plugins/installed_plugins.json': json({
      version: 2,
      plugins: Object.fromEntries(names.map((name) => [idOf(name), [record(name)]])),
    }),
    'claude/plugins/known_marketplaces.json': json({
      many: {
        source: { source: 'github', repo: 'acme/many' },
        installLocation: at('claude/plugins/marketplaces/many'),
        lastUpdated: INSTALLED_AT,
      },
    }),
    'claude/plugins/marketplaces/many/.claude-plugin/marketplace.json': json({
      name: 'many',
      owner: { name: 'Ada' },
      plugins: names.map((name) => ({ name, source: `./plugins/${name}` })),
    }),
    'claude/settings.json': json({ enabledPlugins: Object.fromEntries(names.map((name) => [idOf(name), true])) }),
  })
  const lay = (folder: string, name: string, generation: number) =>
    panel.write({
      [`${folder}/.claude-plugin/plugin.json`]: json({ name, version: '1.0.0' }),
      ...Object.fromEntries(paths.map((path) => [`${folder}/${path}`, textOf(name, path, generation)])),
    })
  for (const name of names) {
    lay(sourceOf(name), name, 0)
    lay(cacheOf(name), name, 0)
    for (const path of [...paths, '.claude-plugin/plugin.json'])
      utimesSync(at(`${cacheOf(name)}/${path}`), AN_HOUR_AGO, AN_HOUR_AGO)
  }
  panel.panel.survey.lookAgain()
  return {
    ...panel,
    names,
    ids: names.map(idOf),
    paths,
    read: (path: string) => readFileSync(at(path), 'utf8'),
    /** Every file of these plugins is edited in its source. */
    edit: (generation: number, edited = names) => {
      for (const name of edited) lay(sourceOf(name), name, generation)
    },
    /** Which state the loaded copy of a plugin is in; a mixture is an error. */
    generationOf(name: string): number {
      const found = new Set(paths.map((path) => generationIn(readFileSync(at(join(cacheOf(name), path)), 'utf8'))))
      if (found.size !== 1) throw new Error(`${name} is a mixture of ${[...found].join(' and ')}`)
      return [...found][0] as number
    },
  }
}

export type Many = ReturnType<typeof many>

/** The same places with threads that carry plans out, as the panel has them. */
export function withThreads({ panel }: Many) {
  const pool = openPool()
  const threaded = openPanel(panel.config, pool.compare, pool.apply)
  return {
    panel: threaded,
    async [Symbol.asyncDispose]() {
      await pool.close()
      threaded.close()
    },
  }
}

const textOf = (name: string, path: string, generation: number) => `${generation}\n${name} ${path}\n`.repeat(40)
const generationIn = (text: string) => Number(text.slice(0, text.indexOf('\n')))
