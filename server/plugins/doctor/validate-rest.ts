import { realpathSync } from 'node:fs'
import { only } from '../../doctor/examine.ts'
import { marketplaceTarget, pluginTarget, type Target } from '../../doctor/packaging/targets.ts'
import type { PluginPlace } from '../../doctor/packaging/types.ts'
import type { Examined } from '../../doctor/types.ts'
import type { Panel } from '../../panel.ts'
import { knownProgram } from './known-program.ts'

/** `root`: of the plugin it is about. */
type Asked = { target: Target; root: string | null }

/**
 * Asks `claude plugin validate` about plugins that were examined without its word, and about marketplaces. What others
 * wrote is put to it only where it is asked about as `plugin`: hundreds of them would keep a processor busy for minutes,
 * and nobody here could mend them. Returns how many answers there were.
 */
export async function validateRest(panel: Panel, examined: readonly Examined[], plugin?: string): Promise<number> {
  if ((await knownProgram(panel)) === null) return 0
  const unknown = unaskedOf(panel, examined, plugin)
  if (unknown.length === 0) return 0
  const title = `Asking claude plugin validate about ${unknown.length === 1 ? 'a plugin' : `${unknown.length} plugins`}`
  return await panel.activities.run(title, async (task) => {
    let answers = 0
    for (const [index, { target, root }] of unknown.entries()) {
      if (task.signal.aborted) declined.add(panel)
      if (task.signal.aborted) break
      task.progress(index, unknown.length)
      if ((await panel.validating.ask(target)) === null) continue
      answers++
      if (root !== null) panel.doctor.stirred(root)
    }
    return answers
  })
}

const asking = new WeakMap<Panel, Promise<void>>()
/** Where somebody cancelled it: nobody is asked behind the pages again. */
const declined = new WeakSet<Panel>()

/** The same for as long as the panel runs, behind the pages: what is answered appears on them. */
export function validateBehind(panel: Panel, plugin?: string) {
  if (asking.has(panel) || declined.has(panel)) return
  const work = behind(panel, plugin).finally(() => asking.delete(panel))
  asking.set(panel, work)
  panel.probing.add(work)
}

async function behind(panel: Panel, plugin: string | undefined) {
  if ((await knownProgram(panel)) === null) return
  await panel.doctor.bring()
  const answers = await validateRest(panel, panel.doctor.known().places, plugin)
  if (answers > 0) await panel.doctor.bring()
}

function unaskedOf(panel: Panel, examined: readonly Examined[], plugin: string | undefined): readonly Asked[] {
  const places = examined
    .flatMap(({ subjects }) => only(subjects, 'plugin'))
    .filter(({ place, said }) => said === null && (plugin === undefined ? !isForeign(place) : place.id === plugin))
    .map(({ place }) => place)
  const around = panel.survey
    .inventory()
    .marketplaces.filter(({ name }) => plugin === undefined || plugin.endsWith(`@${name}`))
  const asked = [
    ...places.map((place) => ({ target: pluginTarget(place), root: realOf(place.root) })),
    ...around.map((marketplace) => ({ target: marketplaceTarget(marketplace), root: null })),
  ]
  return asked.flatMap(({ target, root }) =>
    target === null || panel.validating.known(target) !== null ? [] : [{ target, root }],
  )
}

/** Claude Code's own copy of what somebody else wrote. */
const isForeign = ({ plugin }: PluginPlace) => plugin?.source === null || plugin?.source?.by === 'clone'

/** Folders are watched by their real paths. */
function realOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
