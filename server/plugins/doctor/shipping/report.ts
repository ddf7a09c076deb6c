import { HotplugError } from '../../../errors.ts'
import type { Panel } from '../../../panel.ts'
import { ship } from './ship.ts'
import type { Shipped, ShipRun } from './types.ts'

/** `doctor ID --ship`: what people would get, in the way they usually do or in the one named. */
export async function shipReport(panel: Panel, id: string, way: unknown) {
  await panel.survey.ask()
  const run = await ship(panel, id, way === true ? null : String(way))
  if (run.state === 'failed') throw new HotplugError(422, run.message, run.next)
  return { run, json: jsonOf(run), arrives: run.state === 'done' && allArrives(run.shipped) }
}

/** Extra files and links that became copies are no loss. */
const allArrives = ({ files, errors, findings }: Shipped): boolean =>
  errors.length === 0 && findings.length === 0 && files.every(({ state }) => state === 'copied' || state === 'extra')

function jsonOf(run: ShipRun) {
  if (run.state !== 'done') return { id: run.id, way: run.way }
  const { files, ...shipped } = run.shipped
  return { id: run.id, ...shipped, files: files.map(({ path, state, why }) => ({ path, state, why })) }
}
