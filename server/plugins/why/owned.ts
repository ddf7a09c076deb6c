import { dirname } from 'node:path'
import { projectComponent, projectComponentsOf, type Where } from '../../reload/components.ts'
import type { Component } from '../../reload/types.ts'
import { pathBelow } from '../../trees/inside.ts'
import { textsBelow } from '../texts.ts'
import type { Context } from './context.ts'
import { realOf } from './disk.ts'

/** A file that Claude Code reads for a project or for the user; `path` is below `root`. */
export type Owned = { owner: Where; root: string; path: string; component: Component }

export function ownedIn({ panel, path, disk }: Context): Owned | null {
  const { configDir, project } = panel.config
  for (const form of new Set([path, disk.real])) {
    const user = belowEither(configDir, form)
    if (user !== null) return owned('user', configDir, user)
    const own = belowEither(project, form)
    const found = own === null ? null : owned('project', project, own)
    if (found) return found
    for (let root = dirname(form); root !== dirname(root); root = dirname(root)) {
      const component = projectComponent(form.slice(root.length + 1), 'project')
      if (component !== 'other') return { owner: 'project', root, path: form.slice(root.length + 1), component }
    }
  }
  return null
}

export const belowEither = (folder: string, path: string) => pathBelow(folder, path) ?? pathBelow(realOf(folder), path)

/** What CLAUDE.md imports and settings start lies anywhere: those that may name it are read. */
function owned(owner: Where, root: string, path: string): Owned | null {
  const placed = projectComponent(path, owner)
  const component =
    placed !== 'other'
      ? placed
      : (projectComponentsOf([...NAMERS[owner], path], textsBelow(root), owner).get(path) ?? 'other')
  return component === 'other' ? null : { owner, root, path, component }
}

const NAMERS: Record<Where, readonly string[]> = {
  user: ['CLAUDE.md', 'settings.json'],
  project: [
    'CLAUDE.md',
    'CLAUDE.local.md',
    '.claude/CLAUDE.md',
    '.mcp.json',
    '.claude/settings.json',
    '.claude/settings.local.json',
  ],
}
