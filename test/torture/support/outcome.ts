import type { Trial } from '../row.ts'
import { type Contents, contentsOf, differing, equal, isStage, isWhole } from './bytes.ts'
import type { Ground } from './ground.ts'
import { actionsOf } from './journal.ts'
import { badRefusal, type Ran, type RunOptions, run } from './program.ts'
import type { Ready } from './verbs.ts'

/** What a command changes: a folder, as it was and as it is when the command has done all of it. */
export type Change = Ready & { before: Contents }

/** A command under a fault did all of it, or said clearly why not; and no file is half written. */
export function expectOldOrNew(trial: Trial, { folder, before, wanted, partOf }: Change, ran: Ran, said: string) {
  const bad = ran.code === 0 ? null : badRefusal(ran)
  trial.expect(bad === null, `${said}: ${bad}`)
  for (const [path, what] of contentsOf(folder, (one) => one.split('/').some(isStage)))
    trial.expect(before.get(path) === what || wanted.get(path) === what, `${said}: ${path} is neither old nor new`)
  if (ran.code !== 0) return
  const now = contentsOf(folder)
  const saysWhatStayed = isWhole(now, before, wanted, partOf) && /stay|left/i.test(ran.out)
  trial.expect(
    equal(now, wanted) || saysWhatStayed,
    `${said}: it said it was done, but these differ: ${differing(now, wanted)}; it said ${ran.out}`,
  )
}

/** Once the fault is gone, the next start brings everything to one end, and the command does what it did not do. */
export async function expectRepaired(
  trial: Trial,
  ground: Ground,
  change: Change,
  args: readonly string[],
  said: string,
  options: RunOptions = {},
) {
  const { folder, before, wanted, partOf } = change
  const next = await run(ground, ['history'], options)
  trial.expect(next.code === 0, `${said}: the next start ended with ${next.code}: ${next.err}`)
  trial.expect(!actionsOf(ground).some(({ state }) => state === 'running'), `${said}: not recovered: ${next.err}`)
  const now = contentsOf(folder)
  trial.expect(
    isWhole(now, before, wanted, partOf),
    `${said}: a mixture; not as before: ${differing(now, before)}; not as wanted: ${differing(now, wanted)}`,
  )
  if (equal(now, wanted)) return
  const again = await run(ground, args, options)
  trial.expect(again.code === 0, `${said}: once it was possible again it ended with ${again.code}: ${again.err}`)
  expectContents(trial, folder, wanted, said)
}

export function expectContents(trial: Trial, folder: string, wanted: Contents, said: string) {
  const now = contentsOf(folder)
  trial.expect(equal(now, wanted), `${said}: these differ from what they should be: ${differing(now, wanted)}`)
}
