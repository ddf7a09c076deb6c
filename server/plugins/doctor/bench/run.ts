import { HotplugError } from '../../../errors.ts'
import type { Panel } from '../../../panel.ts'
import { hookById } from './find.ts'
import { chosenInput, stdinOf } from './inputs.ts'
import { keepResult } from './keep.ts'
import { invocationFor, prepare } from './prepare.ts'
import { standIn } from './stand-in.ts'
import { tryVersion } from './try.ts'
import type { BenchInput, BenchResult, BenchVersion, Prepared, Tried } from './types.ts'

export const MOST_RUNS = 50

/** What somebody wants to run: `fingerprint` says that it was shown to them, `confirmed` that they agreed. */
export type Wanted = {
  fingerprint: string
  confirmed: boolean
  /** To send a request to another machine has to be agreed to as well. */
  send: boolean
  input: string | null
  /** What is given instead of the text of that input. */
  text: string | null
  runs: number
  /** An earlier version to compare with. */
  against: string | null
}

/** Runs a hook as it was shown, and keeps what it came to. Refuses when anything of it has changed since. */
export async function runHook(panel: Panel, id: string, wanted: Wanted): Promise<BenchResult> {
  const prepared = prepare(panel, await hookById(panel, id))
  refuse(panel, prepared, wanted)
  const input = inputFor(prepared, wanted)
  const stdin = stdinOf(input.text)
  const before = versionFor(prepared, wanted.against)
  panel.bench.confirm(prepared.fingerprint)
  const result = await panel.bench.alone(id, (closing) =>
    panel.activities.run(`Running a ${prepared.subject.hook.event} hook`, async (task) => {
      const total = wanted.runs * (before ? 2 : 1)
      const rest = { prepared, stdin, times: wanted.runs, signal: AbortSignal.any([task.signal, closing]) }
      const now = await tryVersion(panel, '', {
        ...rest,
        invocation: prepared.invocation,
        done: (count) => task.progress(count, total),
      })
      const then =
        before && (await tryBefore(panel, before, { ...rest, done: (n) => task.progress(wanted.runs + n, total) }))
      return resultOf(prepared, input, stdin, wanted, now, then)
    }),
  )
  if (result === null)
    throw new HotplugError(409, 'This hook is being run already.', 'Wait until it has ended, or cancel it.')
  keepResult(panel, id, prepared, result)
  return result
}

function refuse(panel: Panel, { fingerprint, cannot, request }: Prepared, wanted: Wanted) {
  if (cannot !== null) throw new HotplugError(422, cannot)
  if (wanted.fingerprint !== fingerprint)
    throw new HotplugError(
      409,
      'The hook or a script of it has changed since it was shown.',
      'Look at what would be run now, then run it again.',
    )
  if (!wanted.confirmed && !panel.bench.isConfirmed(fingerprint))
    throw new HotplugError(422, 'Nothing was run.', 'Read the command, and tick that it may be run on this machine.')
  if (request && !request.isLoopback && !wanted.send)
    throw new HotplugError(422, `Nothing was sent to ${request.host}.`, 'Tick that the request may leave this machine.')
  if (!Number.isInteger(wanted.runs) || wanted.runs < 1 || wanted.runs > MOST_RUNS)
    throw new HotplugError(422, `A hook is run 1 to ${MOST_RUNS} times.`)
}

function inputFor(prepared: Prepared, { input, text }: Wanted): BenchInput {
  const chosen = chosenInput(prepared, input)
  if (input !== null && chosen.key !== input && text === null)
    throw new HotplugError(409, 'What it was to be given is gone.', 'Choose another event.')
  if (text === null || stdinOf(text) === stdinOf(chosen.text)) return chosen
  return { key: chosen.key, words: `${chosen.words}, edited`, from: 'own', how: null, text }
}

function versionFor({ versions }: Prepared, against: string | null): BenchVersion | null {
  if (against === null || against === '') return null
  const found = versions.find(({ key }) => key === against)
  if (found) return found
  throw new HotplugError(409, 'There is no such earlier version any more.', 'Look at the hook again.')
}

type Rest = Omit<Parameters<typeof tryVersion>[2], 'invocation'>

async function tryBefore(panel: Panel, { words, root, files }: BenchVersion, rest: Rest): Promise<Tried> {
  const { subject } = rest.prepared
  const own = subject.hook.owner.root
  if (root !== null || own === null)
    return await tryVersion(panel, words, { ...rest, invocation: invocationFor(panel, subject, root ?? undefined) })
  using folder = standIn(own, files)
  return await tryVersion(panel, words, { ...rest, invocation: invocationFor(panel, subject, folder.path) })
}

function resultOf(
  { fingerprint, invocation, request }: Prepared,
  input: BenchInput,
  stdin: string,
  { runs }: Wanted,
  now: Tried,
  before: Tried | null,
): BenchResult {
  const command = invocation ? [invocation.file, ...invocation.args].join(' ') : `POST ${request?.url ?? ''}`
  const { key, words, from } = input
  return {
    at: Date.now(),
    fingerprint,
    input: { key, words, from },
    stdin,
    command,
    asked: runs,
    now,
    before,
    changed: null,
  }
}
