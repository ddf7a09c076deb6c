import { randomBytes } from 'node:crypto'
import { lstatSync, mkdirSync, readdirSync, realpathSync, rmdirSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { RefusedError } from './errors.ts'
import { stageName } from './ignored.ts'
import type { Work } from './journal.ts'
import { MANIFEST } from './manifest.ts'

/** The two folders of an action: `stage` in the folder that is changed, so on the same disk; `trash` in Hotplug's own. */
export type Places = { into: string; stage: string; trash: string }

const TOKEN = /^[a-z0-9]+-[0-9a-f]{8}$/

/** Unique without the journal, so that a trash outlives a lost history. */
export const newToken = () => `${Date.now().toString(36)}-${randomBytes(4).toString('hex')}`

export const isToken = (name: string) => TOKEN.test(name)

/** When the action began, as its token says it. */
export const timeOfToken = (token: string) => Number.parseInt(token.slice(0, token.indexOf('-')), 36)

export function placesOf({ token, plan: { into } }: Work, trashDir: string): Places {
  return { into, stage: join(into, stageName(token)), trash: trashOf(token, trashDir) }
}

/** The folder in the trash that an action's token names. */
export function trashOf(token: string, trashDir: string): string {
  if (!TOKEN.test(token)) throw new RefusedError(`${JSON.stringify(token)} names no action.`)
  mkdirSync(trashDir, { recursive: true, mode: 0o700 })
  return join(realpathSync(trashDir), token)
}

/**
 * Removes a stage or a trash: the manifest first, since without it nothing else is needed, then the other files and the
 * folder itself. Neither ever holds folders, so nothing is recursed into.
 */
export function removeFlat(folder: string) {
  const stats = lstatSync(folder, { throwIfNoEntry: false })
  if (!stats?.isDirectory()) return
  const names = readdirSync(folder)
  for (const name of [...names.filter(isManifest), ...names.filter((name) => !isManifest(name))])
    unlinkSync(join(folder, name))
  rmdirSync(folder)
}

const isManifest = (name: string) => name === MANIFEST
