import { join } from 'node:path'
import type { Look } from '../../claude/disk.ts'
import { isObject } from '../../claude/json.ts'
import type { JsonPath } from '../../claude/position.ts'
import { joinPath } from '../../reload/components/files.ts'
import type { Place } from '../types.ts'
import { quoted } from './found.ts'
import { readJsonFile } from './json-file.ts'
import type { HookSource } from './sources.ts'

const USUAL = 'hooks/hooks.json'
const MANIFEST = '.claude-plugin/plugin.json'
const MOST_FILES = 100

/** The usual file, those that the manifest names, and the manifest itself where it holds hooks. */
export function manifestSources(look: Look, place: Extract<Place, { kind: 'plugin' }>): readonly HookSource[] {
  const owner = { kind: 'plugin' as const, plugin: place.id, root: place.root }
  const manifest = join(place.root, ...MANIFEST.split('/'))
  const { json, lineOf } = readJsonFile(look, manifest, isBelowHooks)
  const values = valuesOf(json)
  const named = Map.groupBy(
    values.flatMap(({ value, at }) => {
      const path = typeof value === 'string' ? joinPath('', value) : null
      return path === null ? [] : [{ path, line: lineOf(at) }]
    }),
    ({ path }) => path,
  )
  const inline = values.filter(({ value }) => isObject(value))
  const files = [...new Set([USUAL, ...named.keys()])].slice(0, MOST_FILES).map((path): HookSource => {
    const namedAt = (named.get(path) ?? []).map(({ line }) => ({ file: manifest, line }))
    const how = path === USUAL ? 'usual place' : 'named by the manifest'
    return { file: join(place.root, ...path.split('/')), owner, how, namedAt, below: () => [['hooks']] }
  })
  if (inline.length === 0) return files
  const below = inline.map(({ at }) => at)
  return [...files, { file: manifest, owner, how: 'in the manifest', namedAt: [], below: () => below }]
}

/**
 * Why Claude Code refuses the whole plugin on account of what its manifest says of hooks: measured with 2.1.329, where
 * `./../more.json` is not refused, only not read.
 */
export function manifestFault(look: Look, root: string): string | null {
  const { json } = readJsonFile(look, join(root, ...MANIFEST.split('/')), isBelowHooks)
  const wrong = valuesOf(json).find(({ value }) => !isObject(value) && !(typeof value === 'string' && PATH.test(value)))
  if (!wrong) return null
  const named = quoted(JSON.stringify(wrong.value))
  return `Claude Code refuses the whole plugin: “hooks” in its manifest is ${named}, no path like “./hooks/more.json”.`
}

const PATH = /^\.\/.*\.json$/s

/** `hooks` is a path, the hooks themselves, or a list of either. */
function valuesOf(json: unknown): { value: unknown; at: JsonPath }[] {
  const hooks = isObject(json) ? json.hooks : undefined
  if (hooks === undefined) return []
  if (!Array.isArray(hooks)) return [{ value: hooks, at: ['hooks'] }]
  return hooks.map((value, index) => ({ value, at: ['hooks', index] }))
}

const isBelowHooks = (path: JsonPath) => path.length <= 2 && path[0] === 'hooks'
