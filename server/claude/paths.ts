import { isAbsolute, join } from 'node:path'
import { z } from 'zod'
import { isInside } from '../trees/inside.ts'
import type { Look } from './disk.ts'

export const absolutePath = z.string().refine((path) => isUsable(path), { error: 'should be an absolute path' })

/** Whether a path from outside may be looked at: anything relative would be taken from where this process stands. */
export const isUsable = (path: string): boolean => isAbsolute(path) && !path.includes('\0')

/**
 * A folder below another one, or why not, as the end of a sentence that begins with the path. `linked` is the refused
 * path of a link that leads elsewhere: Claude Code itself follows it where a marketplace is a directory.
 */
export type Resolved =
  | { path: string; refused: null; linked: null }
  | { path: null; refused: string; linked: string | null }

/**
 * Resolves what a file from outside says lies in a folder. Nothing that leads out of it is accepted, neither written
 * (`..`, absolute) nor by a link. The path is as written, links in it unresolved, as Claude Code prints it.
 */
export function resolveInside(look: Look, folder: string, relative: string): Resolved {
  if (isAbsolute(relative) || /[\0\\]/.test(relative) || /^[A-Za-z]:/.test(relative))
    return refuse('is not a relative path')
  const parts = relative.split('/').filter((part) => part !== '' && part !== '.')
  if (parts.includes('..')) return refuse('climbs out of its folder')
  const path = join(folder, ...parts)
  const kinds = parts.map((part, depth) => kindOf(look, join(folder, ...parts.slice(0, depth)), part))
  if (kinds.includes('link')) return look.isFolder(path) ? resolveLinks(look, folder, path) : refuse('is not a folder')
  return kinds.every((kind) => kind === 'folder') ? accept(path) : refuse('is not a folder')
}

const accept = (path: string): Resolved => ({ path, refused: null, linked: null })
const refuse = (refused: string, linked: string | null = null): Resolved => ({ path: null, refused, linked })

/** From the listing of the folder, which many plugins share. A name that differs in case only is treated like a link. */
const kindOf = (look: Look, folder: string, name: string) =>
  look.entries(folder)?.get(name) ?? (look.isFolder(join(folder, name)) ? 'link' : null)

function resolveLinks(look: Look, folder: string, path: string): Resolved {
  const [realFolder, realPath] = [look.real(folder), look.real(path)]
  if (realFolder && realPath && isInside(realPath, realFolder)) return accept(path)
  return refuse(`leads out of its folder by a link, to ${realPath ?? 'nowhere'}`, path)
}
