import { defineCheck } from '../check.ts'
import { isBuiltIn } from '../definitions/built-in.ts'
import type { SessionList } from '../definitions/session-lists.ts'
import { measured } from '../definitions/shown-at.ts'
import { standingsOf } from '../definitions/standing.ts'
import type { Definition } from '../definitions/types.ts'
import type { Around, Found } from '../types.ts'

export const check = defineCheck({
  name: 'definition-gone',
  title: 'A running session has a definition that is gone',
  of: 'everything',
  evidence: measured(
    'A session tells its model once which skills, commands and agents there are; what is deleted or renamed later stays in that list. A plugin’s skill can still be used there as it was, until /reload-skills or /reload-plugins.',
  ),
  *find({ definitions, lists, around }) {
    if (lists.length === 0) return
    const all = definitions.map(({ definition }) => definition)
    const standings = standingsOf(all)
    const loaded = all.filter(({ id }) => standings.get(id)?.state !== 'off')
    for (const list of lists) {
      yield* goneFrom(list, 'skill', loaded, around)
      yield* goneFrom(list, 'agent', loaded, around)
    }
  },
})

function* goneFrom(
  { session, names, agents }: SessionList,
  kind: 'skill' | 'agent',
  loaded: readonly Definition[],
  { config, plugins }: Around,
): Iterable<Found> {
  const listed = kind === 'agent' ? agents : names
  const there = new Set(loaded.filter((one) => (one.kind === 'agent') === (kind === 'agent')).map(({ name }) => name))
  // The user's and the project's stand before all others: what another of them follows is no new one of Claude Code's.
  const lastOwn = listed.findLastIndex((name) => there.has(name) && !name.includes(':'))
  for (const [index, name] of listed.entries()) {
    if (there.has(name) || isBuiltIn(kind, name)) continue
    const plugin = rootOf(name, loaded, plugins)
    const isOurs = plugin !== null || (!name.includes(':') && session.cwd === config.project && index < lastOwn)
    if (!isOurs) continue
    yield {
      key: `${session.pid} ${kind} ${name}`,
      severity: 'warning',
      file: plugin ?? config.configDir,
      line: null,
      about: `${kind} ${name}`,
      message: `Session ${session.pid} still has the ${kind} ${name}, which was deleted or renamed since.`,
      happens: plugin
        ? 'It goes on with the text that it read before.'
        : 'It is in the list that Claude was given there, but cannot be used any more.',
      fix: plugin
        ? `Type ${kind === 'agent' ? '/reload-plugins' : '/reload-skills'} in that session.`
        : 'Type /clear in that session, or start a new one.',
    }
  }
}

/** The folder of the plugin that a name belongs to. */
function rootOf(name: string, loaded: readonly Definition[], plugins: Around['plugins']): string | null {
  const own = loaded.find(
    ({ place, name: other }) => place.kind === 'plugin' && name.startsWith(`${other.split(':')[0]}:`),
  )
  if (own) return own.place.root
  const bare = plugins.find((plugin) => plugin.enabled && name.startsWith(`${plugin.name}:`))
  return bare ? (bare.source?.path ?? bare.loaded.path) : null
}
