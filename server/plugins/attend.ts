import { sentenceOf } from '../errors.ts'
import type { Panel } from '../panel.ts'
import { openWatch } from '../watch.ts'
import { keepDoctor } from './doctor/keeper.ts'
import { recoverActions } from './recovery.ts'
import { keepSessions } from './sessions/keeper.ts'
import { openEngine, treesOf } from './watching/engine.ts'

/** So long the panel only answers before it begins to look around (milliseconds). */
const FIRST_PAGE = 150

/** How often it is looked whether another Hotplug has written to the store (milliseconds). */
const STORE_PACE = 500

/**
 * Keeps the panel's knowledge up to date while it runs, and those plugins in sync that are watched: a change on disk
 * means only that somebody must look again.
 */
export function attend(panel: Panel) {
  const sessions = keepSessions(panel)
  const doctor = keepDoctor(panel)
  const engine = openEngine(panel, { follows: (root) => watch.follows(root), moved: () => refresh() })
  /** Which plugins each tree belongs to. */
  const owners = new Map<string, string[]>()
  const watch = openWatch({
    file: () => refresh(),
    stirred: engine.stirred,
    followed(root) {
      engine.followed(root)
      sessions.stirred(root)
      doctor.stirred(root)
    },
    // What is watched is copied first; only then there is time to compare it for the pages.
    tree: (root) => void engine.settled(root).then(() => lookAtTree(root)),
    error: (error) =>
      panel.survey.complain({
        file: panel.config.configDir,
        message: `Not every folder can be watched, so some changes show only after “Look again”: ${sentenceOf(error)}`,
      }),
  })

  let asking = Promise.resolve()
  let closed = false

  function lookAtTree(root: string) {
    if (closed) return
    if (!engine.keeps(root)) for (const id of owners.get(root) ?? []) panel.comparisons.forget(id)
    panel.live.publish('drift')
    sessions.stirred(root)
    doctor.stirred(root)
    void compareAndExamine()
  }

  /** Reads again what changed, follows what there is now, and asks the program in the background. */
  function refresh() {
    panel.survey.lookAgain()
    follow()
    panel.live.publish('inventory')
    asking = asking
      .then(() => panel.survey.ask())
      .then(() => {
        if (!closed) follow()
      })
  }

  function follow() {
    const { plugins } = panel.survey.inventory()
    owners.clear()
    for (const plugin of plugins)
      for (const root of treesOf(plugin)) owners.set(root, [...(owners.get(root) ?? []), plugin.id])
    engine.follow(plugins)
    watch.follow({
      files: panel.survey.watched(),
      trees: [...owners.keys(), ...panel.sessions.folders(), ...panel.doctor.trees()],
    })
    sessions.look()
    void compareAndExamine()
  }

  /** Whoever opens a page wants to know first what is loaded. */
  async function compareAndExamine() {
    await panel.comparisons.bring(panel.survey.inventory().plugins)
    doctor.look()
  }

  let version = panel.store.version()
  const pace = setInterval(() => {
    if (version === panel.store.version()) return
    version = panel.store.version()
    panel.survey.lookAgain()
    panel.watching.lookAgain()
    panel.live.publish('history')
    panel.live.publish('inventory')
    follow()
    void recoverActions(panel)
  }, STORE_PACE)

  // The first page comes first: comparing thousands of files and asking the program would take both its processors.
  const begin = setTimeout(refresh, FIRST_PAGE)
  return {
    async close() {
      closed = true
      clearTimeout(begin)
      clearInterval(pace)
      panel.survey.stopAsking()
      await watch.close()
      await sessions.close()
      await doctor.close()
      await engine.close()
      await asking
    },
  }
}
