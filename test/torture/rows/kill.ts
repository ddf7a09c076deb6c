import type { Random } from '../random.ts'
import type { Row, Trial } from '../row.ts'
import { atOnce } from '../support/at-once.ts'
import { type Contents, contentsOf, differing, equal, isStage, isWhole, missing } from '../support/bytes.ts'
import { installGeneration } from '../support/generations.ts'
import { type Ground, layGround } from '../support/ground.ts'
import { actionsOf, phaseOf } from '../support/journal.ts'
import { type RunOptions, run } from '../support/program.ts'
import { type Ready, VERBS, type Verb } from '../support/verbs.ts'

/** So many folders for each verb. */
const LANES = 2

/** Room for all that the trash of one lane collects. */
const STATE_SIZE = 512 * 1024 * 1024

/** What taking back a failed change takes at least. */
const ROLLBACK_CALLS = 90

export const kill: Row = {
  name: 'kill -9',
  lost: 'a file neither old nor new, a mixture, an action that the next start leaves unfinished, or bytes in no place',
  async run(trial) {
    const lanes = VERBS.flatMap((verb) =>
      Array.from({ length: trial.times(LANES, 1) }, (_, lane) => ({
        verb,
        lane: trial.short ? trial.random.below(LANES) : lane,
      })),
    )
    await atOnce(lanes, ({ verb, lane }) => killAgainAndAgain(trial, verb, lane, trial.times(30, 1)))
  },
}

async function killAgainAndAgain(trial: Trial, verb: Verb, lane: number, times: number) {
  const random = trial.randomOf(`${verb.name} ${lane}`)
  using ground = layGround(lane % 2 === 1 ? { disk: { at: 'state', bytes: STATE_SIZE } } : {})
  installGeneration(ground)
  const rehearsal = await verb.prepare(ground)
  const calls = (await run(ground, rehearsal.args)).report?.calls ?? 0
  trial.expect(calls > 20, `${verb.name} made ${calls} calls when it was not killed`)
  for (let time = 0; time < times; time++) {
    const ready = await verb.prepare(ground)
    const how = momentOf(random, calls, ready)
    const said = `${ready.args.join(' ')} (${JSON.stringify(how)}${ground.disk ? ', trash on another disk' : ''})`
    await killOnce(trial, ground, verb, ready, how, said, random.happens(0.3))
  }
}

/** Most just before a given call, some at a chance moment (in the middle of a write of the journal, too). */
function momentOf(random: Random, calls: number, { placed }: Ready): RunOptions {
  const kind = random.below(10)
  if (kind < 5 || (kind < 7 && placed === null)) return { orders: { killAt: random.between(1, calls) } }
  if (kind < 7 && placed !== null) return { orders: { failPlacing: placed, killAt: random.between(1, ROLLBACK_CALLS) } }
  return { killAfter: random.below(50) }
}

async function killOnce(
  trial: Trial,
  ground: Ground,
  verb: Verb,
  { args, folder, wanted, partOf }: Ready,
  how: RunOptions,
  said: string,
  takeBack: boolean,
) {
  const rows = actionsOf(ground)
  const before = contentsOf(folder)
  const ran = await run(ground, args, how)
  const moment = phaseOf(rows, actionsOf(ground))
  if (ran.signal === 'SIGKILL') trial.tried(`${verb.name} ${moment}`)
  else if (how.orders?.failPlacing === undefined)
    trial.expect(ran.code === 0, `${said}: ended with ${ran.code}: ${ran.err}`)

  for (const [path, what] of contentsOf(folder, isInStage))
    trial.expect(before.get(path) === what || wanted.get(path) === what, `${said}: ${path} is neither old nor new`)
  expectNothingGone(trial, ground, before, `${said}, before the next start`)

  const next = await run(ground, ['history'])
  trial.expect(next.code === 0, `${said}: the next start ended with ${next.code}: ${next.err}`)
  trial.expect(!actionsOf(ground).some(({ state }) => state === 'running'), `${said}: not recovered: ${next.err}`)
  const now = contentsOf(folder)
  const isNew = equal(now, wanted)
  trial.expect(
    isWhole(now, before, wanted, partOf),
    `${said}, ${moment}: a mixture; not as before: ${differing(now, before)}; not as wanted: ${differing(now, wanted)}`,
  )
  expectNothingGone(trial, ground, before, `${said}, ${moment}`)
  if (isNew && takeBack) await expectUndo(trial, ground, folder, before, said)
}

/** What a kill left done can be taken back, and then everything is as it was. */
async function expectUndo(trial: Trial, ground: Ground, folder: string, before: Contents, said: string) {
  const [latest] = actionsOf(ground)
  if (latest?.state !== 'done' || latest.kind === 'undo') return
  const undone = await run(ground, ['undo', String(latest.id)])
  trial.expect(undone.code === 0, `${said}: its undo ended with ${undone.code}: ${undone.err}`)
  const now = contentsOf(folder)
  trial.expect(equal(now, before), `${said}: after its undo these differ: ${differing(now, before)}`)
}

function expectNothingGone(trial: Trial, ground: Ground, before: Contents, said: string) {
  const gone = missing(before, ground.pluginsDir, ground.trashDir)
  trial.expect(gone.length === 0, `${said}: nowhere any more: ${gone.join(', ')}`)
}

const isInStage = (path: string) => path.split('/').some(isStage)
