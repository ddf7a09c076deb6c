import type { Row, Trial } from '../row.ts'
import { contentsOf } from '../support/bytes.ts'
import { installGeneration } from '../support/generations.ts'
import { layGround } from '../support/ground.ts'
import { expectOldOrNew, expectRepaired } from '../support/outcome.ts'
import { run } from '../support/program.ts'
import { VERBS } from '../support/verbs.ts'

const SIZE = 40 * 1024 * 1024

/** More than a sync of these files needs. */
const ENOUGH = 1_400 * 1024

/** Which folder lies on the small disk. */
const DISKS = { cache: 'claude/plugins', state: 'state' } as const

export const fullDisk: Row = {
  name: 'full disk',
  lost: 'the loaded copy is neither as before nor complete, no clear sentence, or it does not work once there is room',
  async run(trial) {
    for (const which of ['cache', 'state'] as const) await fillAgainAndAgain(trial, which, trial.times(30, 1))
  },
}

async function fillAgainAndAgain(trial: Trial, which: keyof typeof DISKS, times: number) {
  const random = trial.randomOf(which)
  using ground = layGround({ disk: { at: DISKS[which], bytes: SIZE } })
  const { disk } = ground
  if (!disk) return trial.skipped(`the disk of the ${which}: only root may mount a small one`)
  installGeneration(ground)
  const install = await run(ground, ['history'])
  if (install.code !== 0) throw new Error(install.err)

  for (let time = 0; time < times; time++) {
    const verb = random.pick(VERBS)
    const ready = await verb.prepare(ground)
    const change = { ...ready, before: contentsOf(ready.folder) }
    const left = random.happens(0.2) ? 0 : random.below(ENOUGH)
    disk.fill(left)
    const ran = await run(ground, ready.args)
    const said = `${verb.name} with ${left} bytes left on the disk of the ${which}`
    trial.tried(`${which}, ${verb.name} ${ran.code === 0 ? 'done' : 'refused'}`)
    expectOldOrNew(trial, change, ran, said)
    if (ran.code !== 0) trial.expect(/full|room|space/i.test(ran.err), `${said}: it does not say so: ${ran.err}`)
    disk.makeRoom()
    await expectRepaired(trial, ground, change, ready.args, said)
  }
}
