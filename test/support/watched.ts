import { readdirSync, readFileSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { attend } from '../../server/plugins/attend.ts'
import { linkPlugin } from '../../server/plugins/links.ts'
import type { WatchState } from '../../server/plugins/types.ts'
import { below, CACHE, ID, lab, SOURCE } from './lab.ts'
import { until } from './until.ts'

const AN_HOUR_AGO = new Date(Date.now() - 3_600_000)

/** The plugin voice@lab with its checkout linked, and a panel that keeps itself up to date. `more` lies on both sides. */
export async function watchedLab(t: TestContext, more: Record<string, string> = {}) {
  const place = lab({ ...below(SOURCE, more), ...below(CACHE, more) })
  const { panel, at, read } = place
  for (const path of Object.keys(more)) utimesSync(at(join(CACHE, path)), AN_HOUR_AGO, AN_HOUR_AGO)
  await linkPlugin(panel, ID, at(SOURCE))
  let attention = attend(panel)
  t.after(async () => {
    await attention.close()
    place[Symbol.dispose]()
  })

  const plugin = () => {
    const found = panel.survey.inventory().plugins.find(({ id }) => id === ID)
    if (!found) throw new Error(`${ID} is not there.`)
    return found
  }
  const watching = () => panel.watching.of(plugin())
  return {
    ...place,
    plugin,
    watching,
    is: (state: WatchState) => until(() => watching().state === state, `${ID} is ${state}`),
    /** Syncs of the plugin, oldest first. */
    syncs: () =>
      panel.store
        .actionsOf(ID, 5000)
        .filter(({ kind }) => kind === 'sync')
        .reverse(),
    source: (path: string) => at(join(SOURCE, path)),
    cached: (path: string) => at(join(CACHE, path)),
    copied: (path: string, text: string) => until(() => read(join(CACHE, path)) === text, `${path} is copied`),
    sameTrees: () => until(() => sameTrees(at(SOURCE), at(CACHE)), 'both trees hold the same'),
    /** The panel ends and another one begins. */
    async restart(change: () => void = () => {}) {
      await attention.close()
      change()
      panel.survey.lookAgain()
      attention = attend(panel)
    },
  }
}

export type WatchedLab = Awaited<ReturnType<typeof watchedLab>>

/** Every file below a folder but git's, with its text. */
export function textsIn(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => !/^\.git(\/|$)/.test(name))
  const files = names.filter((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile())
  return new Map(files.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}

function sameTrees(one: string, other: string) {
  return JSON.stringify([...textsIn(one)]) === JSON.stringify([...textsIn(other)])
}
