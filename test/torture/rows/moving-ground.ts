import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { comparePair } from '../../../server/trees/pair.ts'
import { planSync } from '../../../server/trees/plan.ts'
import { recover } from '../../../server/trees/recover.ts'
import { temporaryFolder } from '../../support/temporary.ts'
import { beforeEachCall } from '../../trees/support/faults.ts'
import { type Place, placeIn } from '../../trees/support/sync.ts'
import type { Row, Trial } from '../row.ts'
import { bare, type Contents, contentsOf, differing, equal, missing, sha1 } from '../support/bytes.ts'
import { layGeneration } from '../support/generations.ts'
import { type Grounds, MISCHIEFS, type Mischief, NEWER } from './mischiefs.ts'

export const movingGround: Row = {
  name: 'moving ground',
  lost: 'anything outside of the plugin was changed or copied in, a file is torn, or bytes are in no place',
  async run(trial) {
    for (const verb of trial.short ? (['sync'] as const) : (['sync', 'undo'] as const))
      for (const mischief of MISCHIEFS) await strike(trial, verb, mischief, trial.times(30, 1))
  },
}

type Verb = 'sync' | 'undo'

async function strike(trial: Trial, verb: Verb, mischief: Mischief, times: number) {
  const random = trial.randomOf(`${verb} ${mischief.name}`)
  const calls = await rehearse(verb)
  for (let time = 0; time < times; time++) {
    using folder = temporaryFolder()
    const grounds = layGrounds(folder.path)
    const act = await ready(verb, grounds.place)
    const at = random.between(1, calls)
    const said = `${verb}, ${mischief.name} before call ${at} of ${calls}`
    await strikeOnce(trial, grounds, act, mischief, at, said)
    trial.tried(verb)
  }
}

function layGrounds(folder: string): Grounds {
  const place = placeIn(folder)
  layGeneration(place.source, 1)
  layGeneration(place.loaded, 0)
  const canary = join(folder, 'canary')
  layGeneration(canary, 77)
  return { folder, place, canary }
}

/** The act itself, from looking at the folders to the last file in its place. */
async function ready(verb: Verb, place: Place): Promise<() => Promise<unknown>> {
  const sync = async () => place.apply(planSync(comparePair({ key: 'a@b', ...place }), 'to-loaded'))
  if (verb === 'sync') return sync
  const { token } = await sync()
  return async () => place.undo(token)
}

async function rehearse(verb: Verb): Promise<number> {
  using folder = temporaryFolder()
  const act = await ready(verb, layGrounds(folder.path).place)
  let calls = 0
  const stop = beforeEachCall(() => calls++)
  await act()
  stop()
  return calls
}

async function strikeOnce(
  trial: Trial,
  grounds: Grounds,
  act: () => Promise<unknown>,
  mischief: Mischief,
  at: number,
  said: string,
) {
  const { place, canary, folder } = grounds
  const [loaded, outside] = [contentsOf(place.loaded), contentsOf(canary)]
  const before = [place.source, place.loaded, place.settings.trashDir].flatMap((one) => [...contentsOf(one).values()])
  const whole = new Set([...before, sha1(NEWER)].map(bare))
  let calls = 0
  const stop = beforeEachCall(() => {
    if (++calls !== at) return
    stop()
    mischief.do(grounds)
    for (const what of within(place.source).values()) whole.add(bare(what))
  })
  const error = await act().then(
    () => null,
    (thrown: unknown) => thrown,
  )
  stop()
  for (const unfinished of place.journal.unfinished()) await recover(unfinished, place.journal, place.settings)

  trial.expect(error === null || error instanceof Error, `${said}: it threw ${error}`)
  const after = contentsOf(canary)
  trial.expect(equal(outside, after), `${said}: changed outside of the plugin: ${differing(outside, after)}`)
  const secrets = new Set([...outside.values()].map(bare).filter((what) => !whole.has(what)))
  for (const [path, what] of within(place.loaded)) {
    trial.expect(!secrets.has(bare(what)), `${said}: ${path} was copied from outside of the plugin`)
    trial.expect(
      whole.has(bare(what)) || secrets.has(bare(what)) || what.startsWith('-> '),
      `${said}: ${path} is neither old nor new`,
    )
  }
  expectKept(trial, loaded, folder, said)
}

function expectKept(trial: Trial, loaded: Contents, folder: string, said: string) {
  const gone = missing(loaded, folder)
  trial.expect(gone.length === 0, `${said}: nowhere any more: ${gone.join(', ')}`)
}

/** What is really in a folder, and not behind it. */
const within = (root: string): Contents =>
  lstatSync(root, { throwIfNoEntry: false })?.isDirectory() ? contentsOf(root) : new Map()
