import { readdirSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { explain } from './errors.ts'
import { look } from './folders.ts'
import { stageName } from './ignored.ts'
import { MANIFEST } from './manifest.ts'
import { isToken, timeOfToken } from './places.ts'
import { newestFirst } from './retention.ts'
import { readSummary, type Summary } from './trash-summary.ts'

/** Something that Hotplug did not put into the trash; it stays. */
export type Stranger = { name: string; message: string }

/** `tokens` are newest first. `problem`: why the trash as a whole cannot be read. */
export type TrashList = {
  folder: string
  tokens: readonly string[]
  strangers: readonly Stranger[]
  problem: string | null
}

/** The names in the trash, whatever they are; nothing in it is followed and nothing in it makes this fail. */
export function listTrash(trashDir: string): TrashList {
  const empty = { folder: trashDir, tokens: [], strangers: [] }
  try {
    if (look(trashDir) === null) return { ...empty, problem: null }
    const folder = realpathSync(trashDir)
    if (!statSync(folder).isDirectory()) return { ...empty, problem: `The trash ${trashDir} is no folder.` }
    const found = readdirSync(folder, { withFileTypes: true })
    const ours = found.filter((one) => isToken(one.name) && one.isDirectory()).map(({ name }) => name)
    const known = new Set(ours)
    const strangers = found
      .filter(({ name }) => !known.has(name))
      .map((one) => ({ name: one.name, message: whatIs(one) }))
    return { folder, tokens: byTime(ours), strangers, problem: null }
  } catch (error) {
    return { ...empty, problem: `The trash ${trashDir} cannot be read: ${explain(error)}` }
  }
}

/**
 * What lies under one token. kept: an action's files with their list. begun: no list (yet, or any more), so either an
 * action is just putting it there, or emptying it was interrupted. damaged: its list cannot be read.
 */
export type InTrash = { is: 'kept'; summary: Summary } | { is: 'begun' } | { is: 'damaged'; message: string }

/** What was read already, by token, as long as the list is the same file. */
export type TrashMemo = Map<string, { stamp: string; summary: Summary }>

export function lookInTrash(folder: string, token: string, memo: TrashMemo): InTrash {
  try {
    const list = look(join(folder, token, MANIFEST))
    if (list === null) return { is: 'begun' }
    if (!list.isFile()) return { is: 'damaged', message: `Its list, ${MANIFEST}, is no file.` }
    const stamp = `${list.ino} ${list.size} ${list.mtimeMs}`
    const known = memo.get(token)
    if (known?.stamp === stamp) return { is: 'kept', summary: known.summary }
    const summary = readSummary(join(folder, token))
    memo.set(token, { stamp, summary })
    return { is: 'kept', summary }
  } catch (error) {
    return { is: 'damaged', message: explain(error) }
  }
}

/** Whether the folder that an action changes still holds what it was about to put there: it never came to its end. */
export function isUnfinished(into: string, token: string): boolean {
  try {
    return look(join(into, stageName(token))) !== null
  } catch {
    return false
  }
}

const byTime = (tokens: readonly string[]) =>
  tokens
    .map((token) => ({ token, at: timeOfToken(token) }))
    .sort(newestFirst)
    .map(({ token }) => token)

type Found = { isSymbolicLink(): boolean; isDirectory(): boolean; isFile(): boolean }

function whatIs(found: Found): string {
  const left = 'Hotplug did not put it here and leaves it alone.'
  if (found.isSymbolicLink()) return `A link, which is never followed. ${left}`
  if (found.isDirectory()) return `A folder. ${left}`
  return found.isFile() ? `A file. ${left}` : `No file and no folder. ${left}`
}
