import type { Plugin } from '../claude/types.ts'
import type { PairResult } from '../trees/pair.ts'
import type { FileDelta } from '../trees/types.ts'
import type { InSessions } from './sessions/summary.ts'
import type { Drift, PluginStatus, Status, Step, Watching } from './types.ts'

/** What the folders of a plugin turned out to be: 'nothing' when there are none, null while it is not known yet. */
export type Compared = PairResult | 'nothing' | null

const NO_DRIFT: Drift = { modified: 0, added: 0, removed: 0, cacheEdited: 0 }

/** The one decision on what is true of a plugin; the page, the command line and the tests all show this. */
export function statusOf(facts: {
  plugin: Plugin
  compared: Compared
  steps: readonly Step[]
  remedy: string
  editedAt: number | null
  lastSyncAt: number | null
  /** Where the user said to edit it, when that is no folder with this plugin any more. */
  brokenLink: string | null
  watch: Watching
  sessions: InSessions | null
}): PluginStatus {
  const { plugin, compared, editedAt, lastSyncAt, brokenLink, watch, sessions } = facts
  const drift = driftOf(compared)
  const judged = judge(plugin, compared, drift, brokenLink)
  const isLeftToSessions = judged[0] === 'live' && sessions !== null && sessions.stale > 0
  const [status, word, what] = isLeftToSessions ? staleIn(sessions) : judged
  const { steps, remedy } = isLeftToSessions ? sessions : facts
  const actions = steps.map((step) => step.text).join(', then ')
  return {
    plugin,
    status,
    word,
    sentence: [word, what, actions].filter(Boolean).join(' · '),
    drift,
    steps,
    remedy,
    editedAt,
    lastSyncAt,
    watch,
    sessions,
  }
}

export function driftOf(compared: Compared): Drift | null {
  if (compared === null) return null
  if (compared === 'nothing' || compared.error !== null) return NO_DRIFT
  const count = (test: (delta: FileDelta) => boolean) => compared.deltas.filter(test).length
  return {
    modified: count((delta) => delta.state === 'modified'),
    added: count((delta) => delta.state === 'added'),
    removed: count((delta) => delta.state === 'removed'),
    cacheEdited: count((delta) => delta.edited === 'cache' || delta.edited === 'both'),
  }
}

export const drifts = (drift: Drift | null) => drift !== null && differing(drift) > 0

/** What a disabled plugin differs in matters to nobody until it is enabled. */
export const isDrifted = ({ plugin, drift }: PluginStatus) => plugin.enabled && drifts(drift)

/** 'Session stale', '2 of 3 sessions stale' */
const staleIn = ({ stale, all, sentence }: InSessions): Judgement => [
  'needs-action',
  all === 1 ? 'Session stale' : `${stale} of ${all} sessions stale`,
  sentence.replace(/\.$/, ''),
]

type Judgement = [status: Status, word: string, what: string]

function judge(plugin: Plugin, compared: Compared, drift: Drift | null, brokenLink: string | null): Judgement {
  if (plugin.loaded.how === 'missing') return ['problem', 'Folder missing', plugin.loaded.why]
  if (brokenLink !== null)
    return ['problem', 'Source missing', `${brokenLink} holds it no more: link it anew or unlink it.`]
  if (compared !== null && compared !== 'nothing') {
    if (compared.error !== null) return ['problem', 'Not compared', compared.error]
    if (plugin.source && !compared.source.exists)
      return ['problem', 'Source missing', `${compared.source.root} is not there.`]
  }
  if (!plugin.enabled) return ['not-loaded', 'Disabled', disabledBy(plugin)]
  if (drift === null) return ['not-loaded', 'Checking…', '']
  if (drift.cacheEdited > 0) return ['cache-edited', `Edited in cache ${drift.cacheEdited}`, files(differing(drift))]
  if (drifts(drift)) return ['drifted', `Drifted ${differing(drift)}`, files(differing(drift))]
  if (plugin.loaded.how !== 'cache') return ['live', 'Live', 'in place']
  return ['live', 'Live', plugin.source ? 'same as its source' : 'its source is not on this machine']
}

const disabledBy = ({ enabledBy }: Plugin) => (enabledBy ? `by ${enabledBy.layer} settings` : 'no settings enable it')
const differing = ({ modified, added, removed }: Drift) => modified + added + removed
const files = (n: number) => `${n} ${n === 1 ? 'file' : 'files'}`
