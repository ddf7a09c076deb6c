import { createHash } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
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
  if (!tree.exists) return null
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
  return { path: catalogue, stamp: digest([catalogue, ...manifests].map(stampOfFile)) }
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
  const stats = statSync(file, { throwIfNoEntry: false })
  return stats ? [file, stats.size, stats.mtimeMs, stats.ctimeMs, stats.ino].join(' ') : file
}

const digest = (parts: readonly string[]) => createHash('sha256').update(parts.join('\n')).digest('base64url')
