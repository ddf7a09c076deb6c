import type { Plugin } from '../../claude/types.ts'
import type { Panel } from '../../panel.ts'
import { type InSession, inSessions, type Synced } from '../in-sessions.ts'
import type { Watching } from '../types.ts'
import type { Refused } from './run.ts'

/** What a person who watches from a terminal is told while it goes on. */
export type WatchTelling = {
  began: (watched: readonly Plugin[], refused: readonly Refused[]) => void
  synced: (synced: Synced, sessions: readonly InSession[]) => void
  changed: (id: string, watching: Watching) => void
}

/** States that a person has to know of; the others pass by themselves. */
const TOLD: readonly Watching['state'][] = ['waiting', 'conflict', 'failed']

/** A state is told that was the same at so many looks, this far apart (milliseconds): what passes is not worth a line. */
const LOOKS = 3
const PACE = 400

const GATHERED = 40

/** Many plugins may be saved at once: who runs where is read once for all of them. */
export function gatherSyncs({ survey }: Panel, tell: WatchTelling) {
  const waiting: Synced[] = []
  let timer: NodeJS.Timeout | undefined
  function flush() {
    clearTimeout(timer)
    timer = undefined
    survey.lookAgain()
    const { plugins, sessions } = survey.inventory()
    for (const synced of waiting.splice(0)) {
      const plugin = plugins.find(({ id }) => id === synced.plugin.id) ?? synced.plugin
      tell.synced(synced, inSessions(plugin, sessions, synced.action.at))
    }
  }
  return {
    flush,
    add(synced: Synced) {
      waiting.push(synced)
      timer ??= setTimeout(flush, GATHERED)
    },
  }
}

/** Looks from time to time, so that what comes and goes with every save is not told. */
export function tellStates(panel: Panel, ids: Iterable<string>, { changed }: WatchTelling) {
  const seen = new Map<string, { sentence: string; looks: number }>([...ids].map((id) => [id, QUIET]))
  const timer = setInterval(() => {
    for (const plugin of panel.survey.inventory().plugins) {
      const last = seen.get(plugin.id)
      if (!last) continue
      const now = panel.watching.of(plugin)
      const sentence = TOLD.includes(now.state) ? now.sentence : ''
      const looks = sentence === last.sentence ? last.looks + 1 : 1
      if (looks === LOOKS && sentence !== '') changed(plugin.id, now)
      seen.set(plugin.id, { sentence, looks })
    }
  }, PACE)
  return { stop: () => clearInterval(timer) }
}

const QUIET = { sentence: '', looks: 0 }
