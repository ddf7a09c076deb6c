import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HotplugError, sentenceOf } from '../errors.ts'
import { readText } from '../trees/text.ts'

/** Earlier texts of groups.yaml, the newest first. */
export type KeptGroups = { readonly name: string; readonly at: number }

const MOST_KEPT = 20
const LARGEST = 256 * 1024
const NAME = /^(\d{13})\.yaml$/

const folderIn = (stateDir: string) => join(stateDir, 'groups-kept')

export function keptGroups(stateDir: string): readonly KeptGroups[] {
  try {
    return readdirSync(folderIn(stateDir))
      .flatMap((name) => {
        const at = NAME.exec(name)?.[1]
        return at === undefined ? [] : [{ name, at: Number(at) }]
      })
      .sort((a, b) => b.at - a.at)
  } catch {
    return []
  }
}

/** Null when there is none of that name. */
export function keptText(stateDir: string, name: string): string | null {
  if (!NAME.test(name)) return null
  const side = readText(join(folderIn(stateDir), name), LARGEST)
  return side?.kind === 'text' ? side.text : null
}

export function keepGroups(stateDir: string, text: string, now = Date.now()) {
  mkdirSync(folderIn(stateDir), { recursive: true, mode: 0o700 })
  writeWhole(join(folderIn(stateDir), `${now}.yaml`), text)
  for (const { name } of keptGroups(stateDir).slice(MOST_KEPT)) rmSync(join(folderIn(stateDir), name), { force: true })
}

/** Written beside, flushed, renamed: at any moment the file is the old one or the new one. */
export function writeWhole(file: string, text: string) {
  const beside = `${file}.${process.pid}.new`
  try {
    writeFileSync(beside, text, { mode: 0o600 })
    const open = openSync(beside, 'r')
    fsyncSync(open)
    closeSync(open)
    renameSync(beside, file)
  } catch (error) {
    rmSync(beside, { force: true })
    throw new HotplugError(500, `${file} cannot be written: ${sentenceOf(error)}.`, 'Nothing was changed in it.', error)
  }
}
