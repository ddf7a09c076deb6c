import { constants, copyFileSync, lstatSync, mkdirSync, readdirSync, readFileSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { look, makeFoldersAbove } from './folders.ts'
import { trashOf } from './places.ts'

/** A file with secrets that lies in the trash of an action while its folder is replaced. */
export type Secret = { path: string; stored: string }

/**
 * Files that may hold secrets (`.env*`) are part of no comparison and no sync, and a person may have written them right
 * into the copy that Claude Code reads. They wait in the trash, readable by nobody else.
 */
export function keepSecrets(folder: string, token: string, trashDir: string): Secret[] {
  const secrets = secretsIn(folder, '').map((path, index) => ({ path, stored: `secret-${index}` }))
  if (secrets.length === 0) return []
  const trash = trashOf(token, trashDir)
  mkdirSync(trash, { recursive: true, mode: 0o700 })
  for (const { path, stored } of secrets) copyFileSync(join(folder, path), join(trash, stored), constants.COPYFILE_EXCL)
  return secrets
}

/** Puts them where they were; beside, under a longer name, where there is another file now. Tells what lies beside. */
export function putBackSecrets(secrets: readonly Secret[], folder: string, token: string, trashDir: string): string[] {
  const trash = trashOf(token, trashDir)
  const beside: string[] = []
  for (const { path, stored } of secrets) {
    const kept = join(trash, stored)
    const there = look(join(folder, path))
    const target = there === null ? path : freeName(folder, `${path}.before-reinstall`)
    if (!there?.isFile() || !readFileSync(join(folder, path)).equals(readFileSync(kept))) {
      if (target !== path) beside.push(target)
      makeFoldersAbove(folder, target)
      copyFileSync(kept, join(folder, target), constants.COPYFILE_EXCL)
    }
    unlinkSync(kept)
  }
  return beside
}

const LEFT_OUT = new Set(['node_modules', '.git', '.in_use'])

function secretsIn(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((child) => {
    const path = folder === '' ? child.name : `${folder}/${child.name}`
    if (child.isDirectory()) return LEFT_OUT.has(child.name) ? [] : secretsIn(root, path)
    return child.isFile() && child.name.startsWith('.env') ? [path] : []
  })
}

function freeName(folder: string, path: string): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? path : `${path}-${n}`
    if (lstatSync(join(folder, name), { throwIfNoEntry: false }) === undefined) return name
  }
}
