import { fieldOf } from '../../../claude/json.ts'
import { toldAs } from '../../../doctor/bench/invocation.ts'
import { readOutput } from '../../../doctor/bench/output.ts'
import { paceOf, percentile } from '../../../doctor/bench/pace.ts'
import { postOnce } from '../../../doctor/bench/post.ts'
import { runOnce } from '../../../doctor/bench/run.ts'
import type { Invocation, Run } from '../../../doctor/bench/types.ts'
import { verdictOf } from '../../../doctor/bench/verdict.ts'
import type { Panel } from '../../../panel.ts'
import { setUp, stageOf } from './stage.ts'
import type { Prepared, Tried } from './types.ts'

/** Of each stream. */
const MOST_OUTPUT = 1024 * 1024

export type Trying = {
  prepared: Prepared
  invocation: Invocation | null
  stdin: string
  times: number
  signal: AbortSignal
  /** After each run. */
  done: (count: number) => void
}

/** Runs one version of a hook so many times, one after the other, and says what the first run means. */
export async function tryVersion(panel: Panel, version: string, trying: Trying): Promise<Tried> {
  const { prepared, stdin, times, signal } = trying
  const { hook } = prepared.subject
  const runs: Run[] = []
  let wrote: string | null = null
  while (runs.length < times && !signal.aborted) {
    const tearDown = setUp(stageOf(panel, hook.id))
    try {
      runs.push(await runIt(trying))
    } finally {
      wrote ??= tearDown()
    }
    trying.done(runs.length)
    if (runs.at(-1)?.ended === 'cancelled') break
  }
  const [run = NOT_RUN] = runs
  const output = readOutput(hook.event, run.stdout)
  const about = { event: hook.event, type: hook.type, input: inputOf(stdin), ...named(trying) }
  const differing = runs.filter((one) => one.code !== run.code || one.stdout !== run.stdout || one.ended !== run.ended)
  return {
    version,
    run,
    output,
    verdict: verdictOf(about, run, output),
    times: runs.map(({ milliseconds }) => milliseconds),
    pace: paceOf(median(runs)),
    differing: differing.length,
    wrote,
  }
}

const median = (runs: readonly Run[]) =>
  percentile(
    runs.map(({ milliseconds }) => milliseconds),
    0.5,
  )

const NOT_RUN: Run = {
  ...{ stdout: '', stderr: '', cut: false, code: null, signal: null, status: null, ended: 'cancelled' },
  ...{ problem: null, leftBehind: 0, milliseconds: 0 },
}

async function runIt({ prepared, invocation, stdin, signal }: Trying): Promise<Run> {
  const limits = { milliseconds: prepared.limit, bytes: MOST_OUTPUT }
  if (prepared.request) return await postOnce(prepared.request, stdin, limits, signal)
  if (invocation) return await runOnce(invocation, stdin, limits, signal)
  return { ...NOT_RUN, ended: 'not started', problem: prepared.cannot }
}

/** An earlier version is told of as if it stood in its place. */
function named({ prepared }: Trying): { command: string; written: string } {
  if (prepared.invocation) return toldAs(prepared.subject.hook, prepared.invocation)
  const url = fieldOf(prepared.subject.hook.handler, 'url')
  const text = typeof url === 'string' ? url : ''
  return { command: text, written: text }
}

function inputOf(stdin: string): unknown {
  try {
    return JSON.parse(stdin)
  } catch {
    return null
  }
}
