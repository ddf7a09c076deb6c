import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import type { Random } from '../random.ts'
import type { Row, Trial } from '../row.ts'
import { atOnce } from '../support/at-once.ts'
import { contentsOf } from '../support/bytes.ts'
import { installGeneration } from '../support/generations.ts'
import { type Ground, layGround } from '../support/ground.ts'
import { giveToSomebody, somebody } from '../support/nobody.ts'
import { expectOldOrNew, expectRepaired } from '../support/outcome.ts'
import { type RunOptions, run } from '../support/program.ts'
import { VERBS } from '../support/verbs.ts'

/** What the system refuses; `strike` does it and returns what ends it. */
type Fault = { name: string; times: [full: number, few: number]; strike(ground: Ground, random: Random): Strike | null }
type Strike = { said: string; options?: RunOptions; end(): void }

export const refused: Row = {
  name: 'refused by system',
  lost: 'the loaded copy is neither as before nor complete, no clear sentence, or it does not work once it is allowed',
  async run(trial) {
    await atOnce(FAULTS, (fault) => strikeAgainAndAgain(trial, fault, trial.times(...fault.times)))
  },
}

async function strikeAgainAndAgain(trial: Trial, fault: Fault, times: number) {
  if (times === 0) return
  const random = trial.randomOf(fault.name)
  using ground = layGround()
  installGeneration(ground)
  const uid = somebody()
  const as: RunOptions = uid === undefined ? {} : { uid }
  for (let time = 0; time < times; time++) {
    const verb = random.pick(VERBS)
    const ready = await verb.prepare(ground)
    giveToSomebody(ground.root)
    const change = { ...ready, before: contentsOf(ready.folder) }
    const strike = fault.strike(ground, random)
    if (!strike) return trial.skipped(`${fault.name}: only root may do that`)
    const ran = await run(ground, ready.args, { ...as, ...strike.options })
    const said = `${verb.name}, ${fault.name} ${strike.said}`
    trial.tried(`${fault.name}, ${ran.code === 0 ? 'done' : 'refused'}`)
    strike.end()
    expectOldOrNew(trial, change, ran, said)
    await expectRepaired(trial, ground, change, ready.args, said, as)
  }
}

/** Folders and files that may be closed to their owner. */
const CLOSED: readonly ((ground: Ground) => [path: string, mode: number, again: number])[] = [
  ({ loaded }) => [loaded, 0o555, 0o755],
  ({ loaded }) => [loaded, 0o000, 0o755],
  ({ loaded }) => [join(loaded, 'd1'), 0o555, 0o755],
  ({ loaded }) => [join(loaded, 'd1'), 0o000, 0o755],
  ({ loaded }) => [join(loaded, 'd2/f5'), 0o000, 0o644],
  ({ source }) => [source, 0o000, 0o755],
  ({ source }) => [join(source, 'd0'), 0o000, 0o755],
  ({ source }) => [join(source, 'd0'), 0o444, 0o755],
  ({ source }) => [join(source, 'd2/f5'), 0o000, 0o644],
  ({ source }) => [join(source, 'big'), 0o000, 0o644],
  ({ stateDir }) => [stateDir, 0o555, 0o700],
  ({ trashDir }) => [trashDir, 0o555, 0o700],
  ({ trashDir }) => [trashDir, 0o000, 0o700],
]

const FAULTS: readonly Fault[] = [
  {
    name: 'EACCES',
    times: [48, 1],
    strike(ground, random) {
      const [path, mode, again] = random.pick(CLOSED)(ground)
      const change = (to: number) => {
        try {
          chmodSync(path, to)
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
        }
      }
      change(mode)
      return { said: `${mode.toString(8)} ${path.slice(ground.root.length)}`, end: () => change(again) }
    },
  },
  {
    name: 'EMFILE',
    times: [16, 1],
    strike(_, random) {
      const files = random.between(30, 90)
      return { said: `with ${files} files`, options: { shell: `ulimit -n ${files}; exec "$@"` }, end() {} }
    },
  },
  ...(['EIO', 'ENOSPC', 'EMFILE', 'EROFS'] as const).map(
    (code): Fault => ({
      name: `${code} once`,
      times: [16, code === 'EIO' ? 1 : 0],
      strike: (_, random) => {
        const at = random.between(1, 250)
        return { said: `at call ${at}`, options: { orders: { fail: { at, code } } }, end() {} }
      },
    }),
  ),
]

export const readOnlyDisk: Row = {
  name: 'read-only disk',
  lost: refused.lost,
  async run(trial) {
    for (const place of ['claude/plugins', 'state', 'claude/plugins/marketplaces/lab/plugins'])
      await remount(trial, place)
  },
}

async function remount(trial: Trial, place: string) {
  using ground = layGround({ disk: { at: place, bytes: 20 * 1024 * 1024 } })
  const { disk } = ground
  if (!disk) return trial.skipped(`${place}: only root may mount a disk`)
  installGeneration(ground)
  for (const verb of VERBS.filter(() => !trial.short || trial.random.happens(0.3))) {
    const ready = await verb.prepare(ground)
    const change = { ...ready, before: contentsOf(ready.folder) }
    disk.readOnly(true)
    const ran = await run(ground, ready.args)
    disk.readOnly(false)
    trial.tried(`${place}, ${verb.name} ${ran.code === 0 ? 'done' : 'refused'}`)
    expectOldOrNew(trial, change, ran, `${verb.name} with ${place} read-only`)
    await expectRepaired(trial, ground, change, ready.args, `${verb.name} after ${place} was read-only`)
  }
}
