import { sentenceOf } from '../../errors.ts'
import type { Panel } from '../../panel.ts'
import type { PairResult } from '../../trees/pair.ts'
import { openInPlace } from './in-place.ts'
import { lookForProof } from './live.ts'
import { lookAtCopy, lookAtSync, lookInPlace } from './look.ts'

/** Saves come in bursts, and nothing is to wait for a record of them: it is made when they are over (milliseconds). */
const QUIET = 1500
/** Or all the same, when they never are. */
const AT_LAST = 60_000
const MOST_SYNCS = 50

/** Records, for as long as a panel runs, how long each edit takes from being saved to being live in a session. */
export function keepEdits(panel: Panel) {
  const { edits } = panel.store
  const savedInPlace = openInPlace()
  const looked = new Map<string, PairResult>()
  let lastAction = edits.newestAction()
  let timer: NodeJS.Timeout | undefined
  let since = 0

  function look() {
    timer = undefined
    const isNews = [lookAtSyncs(), lookAtPlugins(), lookForProof(panel)].includes(true)
    if (!isNews) return
    edits.forget()
    panel.live.publish('history')
  }

  function lookAtSyncs(): boolean {
    const syncs = edits.syncsAfter(lastAction, MOST_SYNCS)
    lastAction = Math.max(lastAction, ...syncs.map(({ id }) => id))
    return syncs
      .map(({ plugin: id, at, duration_ms, files }) => {
        const plugin = panel.survey.inventory().plugins.find((one) => one.id === id)
        const written = (JSON.parse(files) as { path: string; what: string }[]).filter(({ what }) => WRITTEN.has(what))
        const span = { from: at, to: at + (duration_ms ?? 0) }
        return (
          plugin !== undefined &&
          lookAtSync(
            panel,
            plugin,
            written.map(({ path }) => path),
            span,
          )
        )
      })
      .includes(true)
  }

  /** A comparison that is the same value as before holds nothing new. */
  function lookAtPlugins(): boolean {
    return panel.survey
      .inventory()
      .plugins.filter(({ enabled }) => enabled)
      .map((plugin) => {
        const compared = panel.comparisons.of(plugin)
        if (compared === null || compared === 'nothing' || compared.error !== null) return false
        if (looked.get(plugin.id) === compared) return false
        looked.set(plugin.id, compared)
        if (plugin.loaded.how === 'cache') return plugin.source !== null && lookAtCopy(panel, plugin, compared)
        return lookInPlace(panel, plugin, savedInPlace(plugin))
      })
      .includes(true)
  }

  function lookSoon() {
    const now = performance.now()
    if (timer === undefined) since = now
    clearTimeout(timer)
    timer = setTimeout(attempt, Math.max(0, Math.min(QUIET, since + AT_LAST - now))).unref()
  }

  function attempt() {
    try {
      look()
    } catch (error) {
      panel.survey.complain({
        file: panel.config.stateDir,
        message: `How long edits take to be live could not be recorded: ${sentenceOf(error)}`,
      })
    }
  }

  const unsubscribe = panel.live.subscribe(lookSoon)
  lookSoon()
  return {
    close() {
      unsubscribe()
      clearTimeout(timer)
    },
  }
}

const WRITTEN: ReadonlySet<string> = new Set(['written', 'replaced'])
