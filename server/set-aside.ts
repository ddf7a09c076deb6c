import { existsSync, readdirSync, renameSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Problem } from './claude/types.ts'

const MARK = '.damaged-'

/** Gives a damaged database another name, with its log and index; nothing of it is deleted. `inode`: which one it was. */
export function setAside(path: string, inode: number | null) {
  if (inode !== inodeOf(path)) return
  const aside = path + MARK + Date.now()
  for (const suffix of ['-wal', '-shm', '']) if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix)
}

/** Another process that found the same damage may have begun a new database already, which must stay. */
export const inodeOf = (path: string): number | null => statSync(path, { throwIfNoEntry: false })?.ino ?? null

/** Every start says so, as long as a damaged one lies there: the one that found it may have had nobody to tell it to. */
export function setAsideBefore(path: string): Problem[] {
  const names = readdirSync(dirname(path)).filter((name) => name.startsWith(basename(path) + MARK))
  return names.filter(isDatabase).map((name) => {
    const file = join(dirname(path), name)
    return {
      file: path,
      message: `The history could not be read${onDay(name)} and was set aside as ${file}; a new one was begun. Delete it once nothing in it is needed.`,
    }
  })
}

/** A database without any contents is one that was just begun, unless there is a trash already. */
export function emptiedProblem(path: string): Problem[] {
  if (statSync(path, { throwIfNoEntry: false })?.size !== 0) return []
  const trash = join(dirname(path), 'trash')
  if (!existsSync(trash) || readdirSync(trash).length === 0) return []
  return [{ file: path, message: `The history was found without any contents; a new one was begun. ${trash} stays.` }]
}

const isDatabase = (name: string) => /\d$/.test(name)

function onDay(name: string): string {
  const at = new Date(Number(name.slice(name.lastIndexOf('-') + 1)))
  return Number.isNaN(at.getTime()) ? '' : ` on ${at.toISOString().slice(0, 10)}`
}
