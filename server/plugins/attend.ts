import { realpathSync } from 'node:fs'
import type { Plugin } from '../claude/types.ts'
import { sentenceOf } from '../errors.ts'
import type { Panel } from '../panel.ts'
import { openWatch } from '../watch.ts'
import { recoverActions } from './recovery.ts'

/** So long the panel only answers before it begins to look around (milliseconds). */
const FIRST_PAGE = 150

/** How often it is looked whether another Hotplug has written to the store (milliseconds). */
const STORE_PACE = 500

/** Keeps the panel's knowledge up to date while it runs: a change on disk means only that somebody must look again. */
export function attend(panel: Panel) {
  const watch = openWatch({
    file: () => refresh(),
    tree: (root) => {
      for (const plugin of panel.survey.inventory().plugins)
        if (treesOf(plugin).includes(root)) panel.comparisons.forget(plugin.id)
      panel.live.publish('drift')
      void panel.comparisons.bring(panel.survey.inventory().plugins)
    },
    error: (error) =>
      panel.survey.complain({
        file: panel.config.configDir,
        message: `Not every folder can be watched, so some changes show only after “Look again”: ${sentenceOf(error)}`,
      }),
  })

  let asking = Promise.resolve()
  let closed = false

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
    watch.follow({ files: panel.survey.watched(), trees: new Set(plugins.flatMap(treesOf)) })
    void panel.comparisons.bring(plugins)
  }

  let version = panel.store.version()
  const pace = setInterval(() => {
    if (version === panel.store.version()) return
    version = panel.store.version()
    panel.survey.lookAgain()
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
      await asking
    },
  }
}

/** Where they really lie: a link is never watched, the folder it leads to is. */
const treesOf = ({ loaded, source }: Plugin): string[] => [loaded.path, ...(source ? [source.path] : [])].map(realOf)

function realOf(path: string) {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
