import { existsSync } from 'node:fs'
import { compareTrees } from '../../trees/compare.ts'
import { isIgnored } from '../../trees/ignored.ts'
import { scanTree } from '../../trees/scan.ts'
import { changedFilesSince } from '../../trees/tracked.ts'
import type { Tree } from '../../trees/types.ts'
import type { ManifestFacts, PluginPlace, Unbumped } from './types.ts'

/**
 * What the source holds beyond what was installed under the same version. Without a version in plugin.json or the
 * catalogue Claude Code counts commits, and every one of them is news.
 */
export async function unbumpedOf(
  { plugin, root }: PluginPlace,
  manifest: ManifestFacts,
  tree: Tree,
): Promise<Unbumped | null> {
  const record = plugin?.records[0]
  const version = manifest.version ?? plugin?.entry?.version ?? null
  if (!record || !plugin?.source || plugin.source.by === 'skills-dir') return null
  if (version === null || version !== record.version) return null
  const since = record.gitCommitSha ? await changedFilesSince(root, record.gitCommitSha) : null
  const files = since?.filter((path) => !isIgnored(path)) ?? differing(tree, record.installPath, root)
  if (files.length === 0) return null
  return { version, files: files.slice(0, MOST_NAMES), amount: files.length, against: since ? 'commit' : 'copy' }
}

const MOST_NAMES = 5

function differing(tree: Tree, installed: string, root: string): readonly string[] {
  if (installed === root || !existsSync(installed)) return []
  return compareTrees(tree, scanTree(installed))
    .filter(({ state }) => state !== 'same')
    .map(({ path }) => path)
}
