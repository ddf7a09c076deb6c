import { openDisk } from '../../claude/disk.ts'
import { LARGEST_WRITTEN } from '../../claude/json.ts'
import type { JsonPath } from '../../claude/position.ts'
import { MANIFEST } from '../../reload/components/declared.ts'
import { byVersion } from '../../reload/versions.ts'
import type { Around, Place, Subject } from '../types.ts'
import { asText, variablesAround } from './known-variables.ts'
import { type Lines, linesIn } from './lines.ts'
import { serversIn } from './read-servers.ts'
import { type Source, sourcesOf } from './sources.ts'
import type { Server, ServerFileSubject } from './types.ts'

/** The MCP and LSP servers that a plugin brings or a project asks for, and the files that say so. */
export async function serverSubjects(place: Place, around: Around): Promise<readonly Subject[]> {
  const look = openDisk().look()
  const sources = sourcesOf(place, look)
    .slice(0, MOST_SOURCES)
    .map((source) => ({ ...source, lines: linesOf(look.file(source.file, LARGEST_WRITTEN, asText)) }))
  if (sources.length === 0) return []
  const variables = variablesAround(place, around, look)
  const servers = withReplaced(sources.flatMap((source) => serversIn(source, source.lines, place, around)))
  return [
    ...sources.map((source) => ({
      of: 'server file' as const,
      value: fileSubject(source, source.lines, place, around),
    })),
    ...servers.map((server) => ({
      of: 'server' as const,
      value: { server, place, around, variables, validated: isValidated(server.kind, place, around) },
    })),
  ]
}

function fileSubject(source: Source, lines: Lines | null, place: Place, around: Around): ServerFileSubject {
  const { kind, file, at, read } = source
  const isServer = (path: JsonPath) => path.length === at.length + 1 && at.every((key, index) => key === path[index])
  return {
    ...{ kind, place, around, file, exists: !read.missing, json: read.value },
    isManifest: file.endsWith(`/${MANIFEST}`),
    problems: read.problems.map(({ message, line }) => ({ message, line: line ?? null })),
    validated: isValidated(kind, place, around),
    repeated: (lines?.repeated ?? [])
      .filter(({ path }) => isServer(path))
      .map(({ path, line }) => ({ name: String(path.at(-1)), line })),
  }
}

/** The later one of a name takes the place of those before. */
function withReplaced(servers: readonly Server[]): readonly Server[] {
  const keyOf = ({ kind, name }: Server) => `${kind} ${name}`
  const last = new Map(servers.map((server) => [keyOf(server), server]))
  return servers.map((server) => {
    const later = last.get(keyOf(server))
    return later && later !== server ? { ...server, replacedBy: { file: later.file, line: later.line } } : server
  })
}

/** `claude plugin validate` reads what a plugin says of its MCP servers since this version, and never of the others. */
const isValidated = (kind: Server['kind'], place: Place, { claude, version }: Around) =>
  kind === 'MCP' && place.kind === 'plugin' && claude !== null && byVersion(version, '2.1.281') >= 0

function linesOf(content: ReturnType<typeof asText>): Lines | null {
  if (content.state !== 'text') return null
  try {
    return linesIn(content.text.replace(/^\uFEFF/, ''))
  } catch {
    return null
  }
}

const MOST_SOURCES = 50
