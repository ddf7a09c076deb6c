import { createHash } from 'node:crypto'
import { existsSync, type Stats, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Marketplace } from '../../claude/types.ts'
import { pathBelow } from '../../trees/inside.ts'
import { scanTree } from '../../trees/scan.ts'
import type { Tree } from '../../trees/types.ts'
import type { PluginPlace } from './types.ts'

/** What `claude plugin validate` is asked about. `stamp` changes with every edit that could change the answer. */
export type Target = { path: string; stamp: string }

/**
 * A plugin by its manifest, since its folder may hold a marketplace as well; one without a manifest by its folder.
 * Null where there is nothing that is the plugin's alone to ask about.
 */
export function pluginTarget({ root }: Pick<PluginPlace, 'root'>, tree: Tree = scanTree(root)): Target | null {
  if (!tree.exists || readIn(tree).some((path) => isEndless(join(root, path)))) return null
  const manifest = join(root, '.claude-plugin', 'plugin.json')
  if (existsSync(manifest)) return { path: manifest, stamp: stampOfTree(tree) }
  return tree.entries.has('.claude-plugin/marketplace.json') ? null : { path: root, stamp: stampOfTree(tree) }
}

/** It also looks at the manifests of the plugins that lie in the marketplace. */
export function marketplaceTarget({ catalogue, folder, entries, present }: Marketplace): Target | null {
  if (!present || catalogue === null || folder === null || pathBelow(folder, catalogue) === null) return null
  const manifests = entries.flatMap(({ source }) =>
    source.kind === 'relative' && 'path' in source
      ? [join(folder, source.path ?? '', '.claude-plugin', 'plugin.json')]
      : [],
  )
  if ([catalogue, ...manifests].some(isEndless)) return null
  return { path: catalogue, stamp: digest([catalogue, ...manifests].map(stampOfFile)) }
}

/** What the program reads, as far as it may be no regular file. */
const readIn = ({ entries, skipped }: Tree): readonly string[] =>
  [...[...entries.values()].filter(({ kind }) => kind === 'link'), ...skipped]
    .map(({ path }) => path)
    .filter((path) => /\.(?:json|md)$/i.test(path))

/** 2.1.329 waits for a pipe until it is ended, and reads a device until the memory is full (measured). */
function isEndless(path: string): boolean {
  const stats = statOf(path)
  return stats !== null && !stats.isFile() && !stats.isDirectory()
}

const stampOfTree = ({ root, entries, skipped }: Tree) =>
  digest([
    root,
    ...skipped.map(({ path }) => path),
    ...[...entries.values()].map(({ path, size, mode, mtimeMs, ctimeMs, ino }) =>
      [path, size, mode, mtimeMs, ctimeMs, ino].join(' '),
    ),
  ])

function stampOfFile(file: string): string {
  const stats = statOf(file)
  return stats ? [file, stats.size, stats.mtimeMs, stats.ctimeMs, stats.ino].join(' ') : file
}

/** Null also for what leads nowhere or back to itself. */
function statOf(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null
  } catch {
    return null
  }
}

const digest = (parts: readonly string[]) => createHash('sha256').update(parts.join('\n')).digest('base64url')
