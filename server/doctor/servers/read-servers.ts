import { fieldOf, isObject } from '../../claude/json.ts'
import type { JsonPath } from '../../claude/position.ts'
import type { Around, Place } from '../types.ts'
import type { Lines } from './lines.ts'
import type { Source } from './sources.ts'
import { filesNamed, programOf } from './started.ts'
import type { Server } from './types.ts'

/** Every server of one source; at most so many, for a hostile file. */
export function serversIn(source: Source, lines: Lines | null, place: Place, around: Around): readonly Server[] {
  const { kind, file, at, read } = source
  const map = at.reduce(valueAt, read.value)
  const root = place.kind === 'plugin' ? place.root : null
  const values = new Map([['HOME', around.config.home]])
  if (root !== null) values.set('CLAUDE_PLUGIN_ROOT', root)
  return Object.entries(isObject(map) ? map : {})
    .slice(0, MOST_SERVERS)
    .map(([name, config]) => ({
      ...{ kind, name, file, config },
      line: lines?.of([...at, name]) ?? null,
      ...fieldsOf(config, (path) => lines?.of([...at, name, ...path]) ?? null),
      replacedBy: null,
      program: programOf(config, { root, values, searchPath: around.config.searchPath }),
      files: filesNamed(config, root),
    }))
}

const valueAt = (json: unknown, key: string | number) =>
  Array.isArray(json) ? json[Number(key)] : fieldOf(json, String(key))

function fieldsOf(config: unknown, lineOf: (path: JsonPath) => number | null): Pick<Server, 'lines' | 'texts'> {
  const lines = new Map<string, number>()
  const texts = new Map<string, string>()
  for (const [path, value] of fields(config)) {
    const line = lineOf(path)
    if (line !== null) lines.set(path.join('.'), line)
    if (typeof value === 'string' && REPLACED.has(String(path[0]))) texts.set(path.join('.'), value)
  }
  return { lines, texts }
}

/** Fields and what lies in them, one level deep. */
const fields = (config: unknown): readonly (readonly [JsonPath, unknown])[] =>
  entries(config).flatMap(([key, value]) => [
    [[key], value] as const,
    ...entries(value).map(([name, one]) => [[key, name], one] as const),
  ])

function entries(value: unknown): readonly (readonly [string | number, unknown])[] {
  if (Array.isArray(value)) return [...value.slice(0, MOST_FIELDS).entries()]
  return isObject(value) ? Object.entries(value).slice(0, MOST_FIELDS) : []
}

/** Where Claude Code replaces variables. */
const REPLACED = new Set(['command', 'args', 'env', 'url', 'headers', 'workspaceFolder'])

const MOST_SERVERS = 200
const MOST_FIELDS = 200
