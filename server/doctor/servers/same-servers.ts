import { called } from './said.ts'
import { isFields, misshapenMcp } from './shape-mcp.ts'
import type { Server, ServerSubject } from './types.ts'

/** Servers that another one which is there at the same time already is, and what that is called. */
export function sameServers(subjects: readonly ServerSubject[]): readonly { server: Server; other: string }[] {
  const counting = subjects.filter(
    ({ server, place }) =>
      server.kind === 'MCP' &&
      server.replacedBy === null &&
      misshapenMcp(server.config) === null &&
      (place.kind !== 'plugin' || place.enabled),
  )
  const ordered = counting.toSorted((one, other) => rank(one) - rank(other))
  const first = new Map<string, ServerSubject>()
  return ordered.flatMap((subject) => {
    const key = keyOf(subject)
    const before = first.get(key)
    if (!before) first.set(key, subject)
    return before && !isSamePlace(before, subject) ? [{ server: subject.server, other: nameOf(before) }] : []
  })
}

const rank = ({ place }: ServerSubject) => (place.kind === 'plugin' ? 1 : 0)

/** The project a plugin is written in may name the very files of the plugin. */
const isSamePlace = (one: ServerSubject, other: ServerSubject) =>
  one.server.file === other.server.file && one.server.name === other.server.name

const nameOf = ({ server, place }: ServerSubject) =>
  `${called(server)} of ${place.kind === 'plugin' ? place.name : 'the project'}`

/** A plugin's own folder tells its servers apart from all others. */
function keyOf({ server, place }: ServerSubject): string {
  const { command, args = [], env = {}, url } = isFields(server.config) ? server.config : {}
  const own = JSON.stringify(typeof url === 'string' ? [url] : [command, args, sorted(env)])
  return place.kind === 'plugin' ? own.replaceAll(`\${CLAUDE_PLUGIN_ROOT}`, () => place.root) : own
}

const sorted = (env: unknown) =>
  Object.entries(isFields(env) ? env : {}).sort(([one], [other]) => (one < other ? -1 : 1))
