import { realpathSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Plugin } from '../../claude/types.ts'
import type { Panel } from '../../panel.ts'
import { isAlive } from '../../processes.ts'
import type { Store } from '../../store.ts'
import { type Keeper, type KeeperOptions, openKeeper } from './keeper.ts'
import { ALL } from './watching.ts'

/** However well the folders are watched: a link that leads elsewhere by now, or a lost event, is noticed in the end. */
const PATROL = 30_000

/** `follows`: whether nothing is missed that happens in a tree. */
export type EngineOptions = Omit<KeeperOptions, 'limit'> & { follows: (root: string) => boolean }

/**
 * Keeps every plugin in sync whose switch is on. It is told that a tree changed, first at once (`stirred`), then when
 * it has settled (`settled`), and looks for itself what that means.
 */
export function openEngine(panel: Panel, on: EngineOptions) {
  const keepers = new Map<string, Keeper>()
  /** Where each kept plugin's folders really lie. */
  const roots = new Map<string, Set<string>>()
  let closed = false
  let starting: Promise<unknown> = Promise.resolve()

  forgetTheDead(panel.store)
  const limit = watchLimit(panel.store.setting('watchLimit'))
  const stopListening = panel.watching.onTurned((id, wanted) => {
    for (const kept of [...keepers.keys()]) if (wanted && (id === ALL || id === kept)) drop(kept)
    follow(panel.survey.inventory().plugins)
    panel.live.publish('inventory')
  })

  function drop(id: string) {
    void keepers.get(id)?.close()
    keepers.delete(id)
    for (const ids of roots.values()) ids.delete(id)
    panel.watching.report(id, null)
    panel.store.dropWatcher(id, process.pid)
  }

  function follow(plugins: readonly Plugin[]) {
    if (closed) return
    const wanted = new Map(
      plugins
        .filter((plugin) => panel.watching.wants(plugin) && panel.watching.impossible(plugin) === null)
        .map((plugin) => [plugin.id, plugin]),
    )
    for (const id of [...keepers.keys()]) if (!wanted.has(id)) drop(id)
    roots.clear()
    for (const [id, plugin] of wanted) {
      for (const root of treesOf(plugin)) roots.set(root, (roots.get(root) ?? new Set()).add(id))
      const known = keepers.get(id)
      if (known) known.follow(plugin)
      else begin(plugin)
    }
  }

  /** One after the other, so that a page that is asked for meanwhile comes first. */
  function begin(plugin: Plugin) {
    const keeper = openKeeper(panel, plugin, { limit, ...on })
    keepers.set(plugin.id, keeper)
    if (!treesOf(plugin).every(on.follows)) keeper.stir()
    starting = starting.then(() => nextTurn()).then(() => keeper.look())
  }

  const keepersOf = (root: string) => [...(roots.get(root) ?? [])].flatMap((id) => keepers.get(id) ?? [])

  const patrol = setInterval(() => {
    for (const keeper of keepers.values()) starting = starting.then(() => nextTurn()).then(() => keeper.look())
  }, PATROL).unref()

  return {
    follow,
    /** The trees that are to be watched for it. */
    trees: () => roots.keys(),
    keeps: (root: string) => keepersOf(root).length > 0,
    /** A tree is followed from now on: only what a look finds after that is all there is. */
    followed(root: string) {
      for (const keeper of keepersOf(root)) if (treesOf(keeper.plugin()).every(on.follows)) void keeper.saved()
    },
    stirred(root: string) {
      for (const keeper of keepersOf(root)) keeper.stir()
    },
    /** Done when everything that followed from it is. */
    settled: (root: string) => Promise.all(keepersOf(root).map((keeper) => keeper.saved())),
    /** Ends what can be ended and waits for the rest. */
    async close() {
      closed = true
      stopListening()
      clearInterval(patrol)
      await Promise.all([...keepers.values()].map((keeper) => keeper.close()))
      await starting
      for (const id of [...keepers.keys()]) drop(id)
    },
  }
}

/** Where they really lie: a link is never watched, the folder it leads to is. */
export const treesOf = ({ loaded, source }: Plugin): string[] =>
  [loaded.path, ...(source ? [source.path] : [])].map(realOf)

function realOf(path: string) {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

/** What processes said that were killed. */
function forgetTheDead(store: Store) {
  for (const { plugin, pid, process_start } of store.watchers())
    if (!isAlive(pid, process_start)) store.dropWatcher(plugin, pid)
}

const USUAL_LIMIT = 1200

/** So many syncs of one plugin within a minute are no person's saves. */
function watchLimit(setting: string | null): number {
  const limit = Number(setting ?? USUAL_LIMIT)
  return Number.isInteger(limit) && limit > 0 ? limit : USUAL_LIMIT
}
