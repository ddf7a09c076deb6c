import { join } from 'node:path'
import type { Look } from '../../claude/disk.ts'
import { fieldOf, isObject, jsonReader, LARGEST_WRITTEN, type Read } from '../../claude/json.ts'
import type { JsonPath } from '../../claude/position.ts'
import { MANIFEST } from '../../reload/components/declared.ts'
import { joinPath } from '../../reload/components/files.ts'
import type { Place } from '../types.ts'
import type { ServerKind } from './types.ts'

/** A file with servers. `at`: where the map of them stands in it; what is not named by a manifest need not be there. */
export type Source = { kind: ServerKind; file: string; at: JsonPath; read: Read<unknown> }

/**
 * Every place in which servers are configured, in the order in which one takes another's place: what a manifest says
 * itself counts more than what lies in the usual file (measured with 2.1.329).
 */
export function sourcesOf(place: Place, look: Look): readonly Source[] {
  if (place.kind === 'plugin')
    return [...pluginSources('MCP', place.root, look), ...pluginSources('LSP', place.root, look)]
  if (place.kind === 'user' || look.stat(join(place.root, MANIFEST))) return []
  const file = join(place.root, '.mcp.json')
  const read = readMarked(look, file)
  return read.missing ? [] : [{ kind: 'MCP', file, at: ['mcpServers'], read }]
}

function pluginSources(kind: ServerKind, root: string, look: Look): readonly Source[] {
  const { usual, key } = PLACES[kind]
  const manifest = { file: join(root, MANIFEST), read: readMarked(look, join(root, MANIFEST)) }
  const said = fieldOf(manifest.read.value, key)
  const inline = (at: JsonPath) => ({ kind, ...manifest, at })
  const named = (path: string): readonly Source[] => {
    const below = /\.(mcpb|dxt)$|^https?:/i.test(path) ? null : joinPath('', path)
    return below === null || below === usual ? [] : [fileSource(kind, join(root, below), look)]
  }
  const one = (value: unknown, at: JsonPath) =>
    typeof value === 'string' ? named(value) : isObject(value) ? [inline(at)] : []
  const declared = Array.isArray(said)
    ? said.slice(0, MOST).flatMap((value, index) => one(value, [key, index]))
    : one(said, [key])
  const first = fileSource(kind, join(root, usual), look)
  return [...(first.read.missing ? [] : [first]), ...declared]
}

/** In a plugin's own file the map may stand in `mcpServers` or be the whole; `.lsp.json` is always the whole. */
function fileSource(kind: ServerKind, file: string, look: Look): Source {
  const read = readUnmarked(look, file)
  return { kind, file, read, at: kind === 'MCP' && isWrapped(read.value) ? ['mcpServers'] : [] }
}

const isWrapped = (json: unknown) => isObject(json) && Object.hasOwn(json, 'mcpServers')

const MOST = 100

const PLACES = {
  MCP: { usual: '.mcp.json', key: 'mcpServers' },
  LSP: { usual: '.lsp.json', key: 'lspServers' },
} as const

/** A byte order mark keeps a plugin's file from being read, and does nothing to a project's (measured with 2.1.329). */
const readUnmarked = jsonReader<unknown>((json) => json, { byteOrderMark: 'refused', largest: LARGEST_WRITTEN })
const readMarked = jsonReader<unknown>((json) => json, { largest: LARGEST_WRITTEN })
