import { z } from 'zod'
import type { Plugin } from '../claude/types.ts'
import { textsBelow } from './texts.ts'

/**
 * What brings an edit of the source to the copy that Claude Code reads. A clone whose version moved on is an update,
 * for Claude Code then copies it into a folder of its own; the same version, and a checkout of the user's, is a sync.
 */
export function needsOf(plugin: Plugin): 'sync' | 'update' | null {
  const { loaded, source, version } = plugin
  if (loaded.how !== 'cache' || !source) return null
  const written = source.by === 'clone' ? (versionIn(source.path) ?? plugin.entry?.version ?? null) : null
  return written !== null && version !== null && written !== version ? 'update' : 'sync'
}

const Manifest = z.object({ version: z.string() })

function versionIn(folder: string): string | null {
  try {
    return Manifest.parse(JSON.parse(textsBelow(folder)('.claude-plugin/plugin.json') ?? '')).version
  } catch {
    return null
  }
}
