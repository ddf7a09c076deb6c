import { HotplugError, sentenceOf } from '../../../errors.ts'
import type { Panel } from '../../../panel.ts'
import { findPlugin } from '../../find.ts'
import { knownProgram } from '../known-program.ts'
import { differencesOf } from './compare.ts'
import { openGround } from './ground.ts'
import { installThere } from './install.ts'
import { lookAtArrived } from './look.ts'
import { routesOf } from './routes.ts'
import type { Route, Shipped, ShipRun, Way } from './types.ts'

/** The latest run of each plugin, for as long as the process runs. */
const runs = new WeakMap<Panel, Map<string, ShipRun>>()

export const latestRun = (panel: Panel, id: string): ShipRun | null => runs.get(panel)?.get(id) ?? null

/** Begins a ship check that goes on while pages are looked at. */
export async function startShipping(panel: Panel, id: string, way: string) {
  const { plugin, route, program } = await prepared(panel, id, way)
  if (latestRun(panel, plugin.id)?.state === 'running')
    throw new HotplugError(409, `${plugin.id} is being checked already.`, 'Wait for the end of that.')
  panel.probing.add(run(panel, plugin.id, route, program))
}

/** Installs a plugin from its source into a throw-away place, and tells how what arrives differs. */
export async function ship(panel: Panel, id: string, way: string | null): Promise<ShipRun> {
  const { plugin, route, program } = await prepared(panel, id, way)
  return run(panel, plugin.id, route, program)
}

async function prepared(panel: Panel, id: string, way: string | null) {
  const plugin = findPlugin(panel, id)
  const { marketplaces } = panel.survey.inventory()
  const { routes, cannot } = routesOf(plugin, marketplaces.find(({ name }) => name === plugin.marketplace) ?? null)
  if (cannot) throw new HotplugError(422, cannot.sentence, cannot.next)
  const program = await knownProgram(panel)
  if (program === null) throw new HotplugError(422, 'Claude Code is not known here.', 'Install it, then look again.')
  const route = way === null ? routes[0] : routes.find((one) => one.way === way)
  if (!route)
    throw new HotplugError(422, `${plugin.id} cannot be installed in that way.`, 'Choose one that is offered.')
  return { plugin, route, program: program.path }
}

async function run(panel: Panel, id: string, route: Route, program: string): Promise<ShipRun> {
  const of = { id, way: route.way, at: Date.now() }
  const keep = (run: ShipRun) => {
    if (!runs.has(panel)) runs.set(panel, new Map())
    runs.get(panel)?.set(id, run)
    panel.live.publish('doctor')
    return run
  }
  keep({ ...of, state: 'running' })
  const began = performance.now()
  try {
    const shipped = await panel.activities.run(`Installing ${id} into a throw-away folder`, (task) =>
      shipThere(panel, id, route, program, AbortSignal.any([task.signal, panel.probing.signal]), task.step),
    )
    return keep({ ...of, state: 'done', ms: performance.now() - began, shipped })
  } catch (error) {
    const next = error instanceof HotplugError ? error.next : ''
    return keep({ ...of, state: 'failed', message: sentenceOf(error), next })
  }
}

async function shipThere(
  panel: Panel,
  id: string,
  route: Route,
  program: string,
  signal: AbortSignal,
  step: (what: string) => void,
): Promise<Shipped> {
  const plugin = findPlugin(panel, id)
  using ground = openGround(panel, signal)
  const arrived = await installThere(ground, program, plugin, route, step)
  step('Comparing')
  const differences = await differencesOf(plugin.source?.path ?? '', arrived.folder, route.way as Way)
  const seen = await lookAtArrived(panel, ground, program, id, arrived)
  return { way: route.way, version: arrived.version, ...differences, ...seen }
}
