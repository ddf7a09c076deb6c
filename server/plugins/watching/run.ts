import { setTimeout as pause } from 'node:timers/promises'
import type { Plugin } from '../../claude/types.ts'
import { HotplugError, sentenceOf } from '../../errors.ts'
import type { Panel } from '../../panel.ts'
import { openWatch } from '../../watch.ts'
import { findPlugin } from '../find.ts'
import type { Watching } from '../types.ts'
import { openEngine } from './engine.ts'
import { gatherSyncs, tellStates, type WatchTelling } from './told.ts'

export type Refused = { id: string; why: string }

/** How it went for one plugin, as `watch --json` prints it in the end. */
export type Watched = { id: string; state: Watching['state']; sentence: string; syncs: number }

/** Syncs these plugins on every save until `stopped`; `ids` null: all that can be. */
export async function watchPlugins(
  panel: Panel,
  ids: readonly string[] | null,
  tell: WatchTelling,
  stopped: Promise<void>,
): Promise<{ watched: Watched[]; refused: Refused[] }> {
  if (ids?.length === 0) throw new HotplugError(422, 'Say which plugins to watch, or --all.')
  await panel.survey.ask()
  const { watchable, refused } = choose(panel, ids)
  const counts = new Map(watchable.map(({ id }) => [id, 0]))
  panel.watching.onlyThese(counts.keys())
  tell.began(watchable, refused)
  if (watchable.length === 0) return { watched: [], refused }

  const lines = gatherSyncs(panel, tell)
  const engine = openEngine(panel, {
    follows: (root) => watch.follows(root),
    moved: () => refresh(),
    synced(synced) {
      counts.set(synced.plugin.id, (counts.get(synced.plugin.id) ?? 0) + 1)
      lines.add(synced)
    },
  })
  const watch = openWatch({
    file: () => refresh(),
    stirred: engine.stirred,
    followed: engine.followed,
    tree: (root) => void engine.settled(root),
    error: (error) => panel.survey.complain({ file: panel.config.configDir, message: sentenceOf(error) }),
  })
  function refresh() {
    panel.survey.lookAgain()
    engine.follow(panel.survey.inventory().plugins)
    watch.follow({ files: panel.survey.watched(), trees: engine.trees() })
  }
  refresh()

  const told = tellStates(panel, counts.keys(), tell)
  await stopped
  told.stop()
  await comeToRest(panel, watchable)
  const standings = watchable.map((plugin) => ({ id: plugin.id, ...panel.watching.of(plugin) }))
  await watch.close()
  await engine.close()
  lines.flush()
  const watched = standings.map(({ id, state, sentence }) => ({ id, state, sentence, syncs: counts.get(id) ?? 0 }))
  return { watched, refused }
}

/** What was saved just now is looked at before the last word is said, but a stop is not kept waiting for long. */
async function comeToRest(panel: Panel, plugins: readonly Plugin[]) {
  for (let tries = 0; tries < 20; tries++) {
    if (plugins.every((plugin) => panel.watching.of(plugin).state !== 'syncing')) return
    await pause(20)
  }
}

function choose(panel: Panel, ids: readonly string[] | null): { watchable: Plugin[]; refused: Refused[] } {
  const { plugins } = panel.survey.inventory()
  const named = ids?.map((id) => findPlugin(panel, id))
  const all = [...new Set(named ?? plugins.filter(({ enabled }) => enabled))]
  const judged = all.map((plugin) => ({ plugin, why: panel.watching.impossible(plugin) }))
  return {
    watchable: judged.filter(({ why }) => why === null).map(({ plugin }) => plugin),
    refused: judged.flatMap(({ plugin: { id }, why }) => (why !== null && named ? [{ id, why }] : [])),
  }
}
