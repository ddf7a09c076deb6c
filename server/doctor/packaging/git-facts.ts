import { existsSync, lstatSync, readdirSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { isExecutable } from '../../trees/compare.ts'
import { ignoredByGit } from '../../trees/git.ts'
import { type Tracked, trackedBelow } from '../../trees/tracked.ts'
import type { Tree } from '../../trees/types.ts'
import { lineAt, textOf } from './text-lines.ts'
import type { GitFacts, PluginPlace } from './types.ts'

/** Null where the plugin is in no repository of its author's: Claude Code's own clone holds what was handed on already. */
export async function gitFactsOf({ plugin, root }: PluginPlace, tree: Tree): Promise<GitFacts | null> {
  if (plugin?.source?.by === 'clone' || (plugin !== null && plugin.source === null)) return null
  const tracked = await trackedBelow(root)
  if (tracked === null || tracked.size === 0) return null
  return {
    untracked: untrackedOf(tree, tracked),
    unexecutable: [...tree.entries.values()].filter((entry) => losesMode(entry, tracked)).map(({ path }) => path),
    secrets: secretsIn(tree.root).filter((path) => tracked.has(path)),
  }
}

const losesMode = (entry: { path: string; kind: string; mode: number }, tracked: Tracked) =>
  entry.kind === 'file' && isExecutable(entry) && tracked.get(entry.path)?.executable === false

/** Of what configurations name only: what else is not committed yet may be work under way. */
function untrackedOf({ root, entries }: Tree, tracked: Tracked): GitFacts['untracked'] {
  const folders = new Set([...tracked.keys()].flatMap(foldersAbove))
  const missing = [...entries.keys()]
    .filter(isConfiguration)
    .flatMap((path) => namedIn(root, path))
    .filter(({ path }) => existsSync(join(root, path)) && !tracked.has(path) && !folders.has(path))
  const ignored = ignoredByGit(
    root,
    missing.map(({ path }) => path),
  )
  return missing.map((one) => ({ ...one, ignored: ignored.has(one.path) }))
}

const CONFIGURATIONS = new Set(['.claude-plugin/plugin.json', '.mcp.json', '.lsp.json'])
const isConfiguration = (path: string) =>
  CONFIGURATIONS.has(path) || (path.startsWith('hooks/') && extname(path) === '.json')

const MOST_NAMED = 200

function namedIn(root: string, configuration: string) {
  const file = join(root, configuration)
  const text = textOf(file) ?? ''
  const pattern = basename(file) === 'plugin.json' ? /(?:\$\{CLAUDE_PLUGIN_ROOT\}|"\.)\/([\w.@/-]+)/g : NAMED
  return [...text.matchAll(pattern)].slice(0, MOST_NAMED).map(({ index, 1: path = '' }) => ({
    file,
    line: lineAt(text, index),
    path: path.replace(/\/+$/, ''),
  }))
}

const NAMED = /\$\{CLAUDE_PLUGIN_ROOT\}\/([\w.@/-]+)/g

const foldersAbove = (path: string) =>
  path
    .split('/')
    .slice(0, -1)
    .map((_, depth, parts) => parts.slice(0, depth + 1).join('/'))

/** Scans leave such files out, so that no secret is copied or shown. */
function secretsIn(root: string): string[] {
  const names = readdirSync(root).filter((name) => /^\.env(\.|$)/.test(name) && !EXAMPLE.test(name))
  return names.filter((name) => lstatSync(join(root, name)).isFile())
}

const EXAMPLE = /\.(example|sample|template|dist|defaults?)$/
