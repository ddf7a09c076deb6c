import { lstatSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Definition } from '../../doctor/definitions/types.ts'

/** `path`: below the definition's own folder, with forward slashes; `below`: below its place. */
export type OwnFile = { path: string; below: string; size: number; isLink: boolean }
export type OwnFiles = { folder: string; files: readonly OwnFile[]; isWhole: boolean }

const MOST = 200
const LEFT_OUT = new Set(['node_modules', '.git'])

/** The files of a skill's folder; links are shown and not followed. */
export function ownFiles({ kind, file, path }: Definition): OwnFiles | null {
  if (kind !== 'skill') return null
  const folder = dirname(file)
  const base = path.includes('/') ? `${dirname(path)}/` : ''
  const files: OwnFile[] = []
  const waiting = ['']
  for (let below = waiting.shift(); below !== undefined && files.length < MOST; below = waiting.shift()) {
    for (const entry of entriesOf(join(folder, below))) {
      const inner = below === '' ? entry.name : `${below}/${entry.name}`
      if (entry.isDirectory()) {
        if (!LEFT_OUT.has(entry.name)) waiting.push(inner)
      } else if (files.length < MOST) {
        files.push({
          path: inner,
          below: base + inner,
          size: sizeOf(join(folder, inner)),
          isLink: entry.isSymbolicLink(),
        })
      }
    }
  }
  return { folder, files, isWhole: files.length < MOST }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1))
  } catch {
    return []
  }
}

const sizeOf = (path: string) => lstatSync(path, { throwIfNoEntry: false })?.size ?? 0
