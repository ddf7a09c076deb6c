import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CatalogueEntry, Marketplace, Plugin } from '../../server/claude/types.ts'
import type { Said } from '../../server/claude/validate.ts'
import { plugin } from '../views/samples.ts'
import type { Case, Files, Folders } from './run-case.ts'

export const MANIFEST = '.claude-plugin/plugin.json'

/** `name` stands in line 2 and `version` in line 3. */
export const manifest = (fields: object = {}): Files => ({
  [MANIFEST]: `${JSON.stringify({ name: 'voice', version: '0.1.0', ...fields }, null, 2)}\n`,
})

export const entry = (over: Partial<CatalogueEntry> = {}): CatalogueEntry => ({
  ...{ name: 'voice', version: null, description: null, category: null, keywords: [], tags: [] },
  source: { kind: 'relative', path: './voice' },
  ...over,
})

/** The plugin of a case as it is once it was installed from the folder that holds it. */
export const installed =
  (over: Partial<Plugin> = {}) =>
  ({ root, plugin: folder }: Folders) => ({
    plugin: plugin('voice@lab', {
      entry: entry(),
      source: { path: folder, by: 'directory', why: 'The marketplace lab has it here.' },
      records: [record(root)],
      ...over,
    }),
    marketplace: lab(root),
  })

export const record = (root: string, over: Partial<Plugin['records'][number]> = {}): Plugin['records'][number] => ({
  ...{ scope: 'user', projectPath: null, version: '0.1.0', installedAt: null, lastUpdated: null, gitCommitSha: null },
  installPath: join(root, 'installed'),
  ...over,
})

/** What the program would have said of a file of the plugin. */
export const validated =
  (file: string, type: string, said: { errors?: Said[]; warnings?: Said[] }): NonNullable<Case['around']> =>
  ({ plugin }) => ({
    validated: async () => ({
      version: '2.1.329',
      files: [{ file: join(plugin, file), type, errors: [], warnings: [], ...said }],
      directory: [],
    }),
  })

/** Makes the plugin a repository of its own with these files in it, and nothing else. */
export const tracked =
  (...paths: readonly string[]) =>
  ({ plugin }: Pick<Folders, 'plugin'>) => {
    git(plugin, 'init', '--quiet')
    if (paths.length > 0) git(plugin, 'add', '--force', ...paths)
  }

export const git = (folder: string, ...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim()

type Listed = { name: string; source: string | { source: 'github'; repo: string } }

/** A marketplace in the folder that holds the plugin; its first entry begins in line 4, its source stands in line 6. */
export const catalogue = (listed: readonly Listed[], over: Partial<Marketplace> = {}): Case => ({
  prepare: ({ root }) => {
    mkdirSync(join(root, '.claude-plugin'), { recursive: true })
    writeFileSync(join(root, CATALOGUE), JSON.stringify({ name: 'lab', plugins: listed }, null, 2))
  },
  around: ({ root }) => ({
    marketplaces: [
      {
        ...lab(root),
        entries: listed.map(({ name, source }) => entry({ name, source: sourceOf(source) })),
        ...over,
      },
    ],
  }),
})

/** A marketplace that is a directory. */
const lab = (root: string): Marketplace => ({
  ...{ name: 'lab', kind: 'directory', location: root, ref: null, folder: root, present: true },
  ...{ catalogue: join(root, CATALOGUE), lastUpdated: null, autoUpdate: null, declaredBy: 'user', entries: [] },
})

const CATALOGUE = '.claude-plugin/marketplace.json'

const sourceOf = (source: Listed['source']): CatalogueEntry['source'] =>
  typeof source === 'string'
    ? { kind: 'relative', path: source }
    : { kind: 'github', location: source.repo, path: null, ref: null, link: false }
