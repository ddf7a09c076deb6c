import type { Command } from 'commander'
import { HotplugError } from '../errors.ts'
import type { Panel } from '../panel.ts'
import type { Answer, Define, Options } from './define.ts'
import { cancellable } from './progress.ts'

export function defineDoctor({ around, command, answering }: Define) {
  command(
    'doctor [id]',
    'problems in hooks, skills, manifests and servers, before they fail; exit code 1 when any is an error that is not muted',
  )
    .option(
      '--ship [how]',
      'install the plugin into a throw-away folder as people do, `directory` or `git` (as it is committed), and tell what does not arrive; exit code 1 when something does not',
    )
    .action((id: string | undefined, options: Options, self: Command) =>
      answering(self, (panel) =>
        cancellable(around, panel, () =>
          options.ship === undefined ? examined(panel, id) : shipped(panel, id, options.ship),
        ),
      ),
    )
}

/** What only this command needs is loaded only for it. */
async function examined(panel: Panel, id: string | undefined): Promise<Answer> {
  const { doctorReport } = await import('../plugins/doctor/report.ts')
  const say = await import('../../views/terminal-doctor.ts')
  const { findings, tally, problems, json } = await doctorReport(panel, id)
  return { json, text: say.doctor(findings, tally, problems), exitCode: tally.error > 0 ? 1 : 0 }
}

async function shipped(panel: Panel, id: string | undefined, way: unknown): Promise<Answer> {
  if (id === undefined)
    throw new HotplugError(422, 'It is not said which plugin.', 'Name it: `hotplug doctor ID --ship`.')
  const { shipReport } = await import('../plugins/doctor/shipping/report.ts')
  const { shipping } = await import('../../views/terminal-shipping.ts')
  const { run, json, arrives } = await shipReport(panel, id, way)
  return { json, text: shipping(run), exitCode: arrives ? 0 : 1 }
}
