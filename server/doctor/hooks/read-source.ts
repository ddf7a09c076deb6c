import { basename } from 'node:path'
import type { Look } from '../../claude/disk.ts'
import { fieldOf } from '../../claude/json.ts'
import type { JsonPath } from '../../claude/position.ts'
import { isInside } from '../../trees/inside.ts'
import type { Around, Place } from '../types.ts'
import { handlersIn, MOST_HANDLERS } from './handlers.ts'
import { hookOf } from './hook.ts'
import { type JsonFile, readJsonFile } from './json-file.ts'
import type { HookSource } from './sources.ts'
import type { HookFileSubject } from './types.ts'

/** A JSON file and the hooks in it; null for a usual place where nothing is. */
export function readSource(look: Look, source: HookSource, place: Place, around: Around): HookFileSubject | null {
  const { file, owner, how, namedAt } = source
  const read = leaving(look, file, place) ?? readJsonFile(look, file, isPartOfHooks)
  if (!read.exists && namedAt.length === 0) return null
  const below = source.below(read.json)
  const all = below.flatMap((path) => handlersIn(valueAt(read.json, path), path)).slice(0, MOST_HANDLERS)
  const hooks = all.map((handler) => hookOf(handler, owner, place, file, read.lineOf(handler.at)))
  return { place, around, file, how, namedAt, ...read, below, hooks }
}

const DEEPEST_OF_HOOKS = 8
const isPartOfHooks = (path: JsonPath) => path[0] === 'hooks' && path.length <= DEEPEST_OF_HOOKS

const valueAt = (json: unknown, path: JsonPath): unknown =>
  path.reduce<unknown>(
    (value, key) => (Array.isArray(value) ? value[key as number] : fieldOf(value, String(key))),
    json,
  )

/** 2.1.329 does not read a plugin's file of hooks that a link takes out of the plugin and its marketplace (measured). */
function leaving(look: Look, file: string, place: Place): JsonFile | null {
  if (place.kind !== 'plugin') return null
  const real = look.real(file)
  const allowed = [place.root, place.marketplace?.folder].flatMap((folder) => (folder && look.real(folder)) || [])
  if (real === null || allowed.some((folder) => isInside(real, folder))) return null
  const message = `${basename(file)} lies at ${real} by a link, outside the plugin and its marketplace.`
  const nothing = { text: null, byteOrderMark: false, json: null, lineOf: () => null }
  return { exists: true, ...nothing, problems: [{ message, line: null }] }
}
