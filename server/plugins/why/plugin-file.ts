import type { Plugin } from '../../claude/types.ts'
import { stepsInSession } from '../examine.ts'
import type { Step } from '../types.ts'
import type { Context } from './context.ts'
import { givenInstead } from './given.ts'
import { hopsOnDisk } from './hops.ts'
import { loadingOf } from './loaded.ts'
import type { Place } from './places.ts'
import { compareFile, situationIn } from './row.ts'
import { asReadBy, byReinstall } from './seen.ts'
import { sentenceOf } from './sentence.ts'
import { sessionHop, whereOf } from './sessions.ts'
import { PLUGIN_DIR_MEASURED } from './shadows.ts'
import type { Answer, Hop, InSession } from './types.ts'
import { wayOf } from './way.ts'

/** A file of a plugin that Claude Code reads, or reads a copy of; null where neither copy has it. */
export function pluginFile(context: Context, place: Place): Answer | null {
  const { panel, session } = context
  const plugin = session ? asReadBy(place.plugin, session.version) : place.plugin
  const situation = situationIn(panel, plugin, session ?? commonOf(context, plugin))
  const found = compareFile(panel, plugin, place.path, situation)
  if (found === null) return null
  const compared = plugin === place.plugin ? found : { ...found, row: byReinstall(plugin, found.row, situation) }
  const { row } = compared
  const said = { plugin: plugin.id, component: row.component, verdict: row.verdict }
  const onDisk = hopsOnDisk(plugin, place, compared)
  if (row.component === 'CLAUDE.md') return neverRead(said, onDisk)

  const loading = loadingOf(context, plugin, row.path, row.component)
  const loaded: Hop = { hop: 'loaded', ok: loading.ok, detail: loading.detail, at: timeOf(plugin) }
  const isEditOfCopy = place.kind === 'loaded' && row.edited === 'cache'
  const isThere = onDisk.every(({ ok }) => ok !== false)
  const way = wayOf(plugin, compared, loading, situation, isThere)
  const { hop, sessions } = sessionHop(context, plugin, row.path, {
    arrived: isThere && loading.ok !== false,
    steps: way,
  })
  const hops = [...onDisk, loaded, hop]
  const instead = givenInstead(context, plugin).map(
    ({ session, name, folder }) => `In ${whereOf(session)} --plugin-dir gives another ${name} instead: ${folder}.`,
  )
  return {
    ...said,
    hops,
    sessions,
    steps: isThere && loading.ok !== false ? (stepsIn(sessions) ?? stepsInSession(panel, plugin, row, situation)) : way,
    isCopyEdited: isEditOfCopy,
    answer: sentenceOf(place, plugin, hops, sessions, isEditOfCopy),
    ground: loading.ground ?? (instead.length > 0 ? PLUGIN_DIR_MEASURED : null),
    notes: [...(loading.note === null ? [] : [loading.note]), ...instead],
  }
}

/** The one kind of session that there is; null where they differ, or there is none. */
function commonOf({ holdings }: Context, { id }: Plugin) {
  const having = holdings
    .filter(({ plugin, state }) => plugin === id && state !== 'absent')
    .map(({ session }) => session)
  const [first] = having
  return first && having.every(({ version, driver }) => version === first.version && driver === first.driver)
    ? first
    : null
}

const timeOf = ({ lastUpdated, loaded }: Plugin) => {
  const at = loaded.how === 'cache' && lastUpdated !== null ? Date.parse(lastUpdated) : Number.NaN
  return Number.isNaN(at) ? null : at
}

const NEVER =
  'Claude Code never reads a CLAUDE.md inside a plugin: move what it says into a skill, or into the output of a hook.'

const neverRead = (said: Answer | Omit<Answer, 'answer'>, onDisk: readonly Hop[]): Answer => ({
  ...said,
  hops: [
    ...onDisk.filter(({ hop }) => hop !== 'cache'),
    { hop: 'loaded', ok: false, detail: 'Claude Code does not look for it in a plugin', at: null },
  ],
  answer: NEVER,
})

/**
 * Where sessions need different things, those of the first; each has its own beside it. Null without a session: then it
 * is said what one would need that nobody knows of.
 */
function stepsIn(sessions: readonly InSession[]): readonly Step[] | null {
  const lacking = sessions.find(({ ok }) => ok === false) ?? sessions.find(({ ok }) => ok === null)
  return sessions.length === 0 ? null : (lacking?.steps ?? [])
}
