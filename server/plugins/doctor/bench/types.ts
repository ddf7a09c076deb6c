import type { Pace } from '../../../doctor/bench/pace.ts'
import type { Request } from '../../../doctor/bench/request.ts'
import type { Invocation, Output, Run, Variable, Verdict } from '../../../doctor/bench/types.ts'
import type { HookSubject } from '../../../doctor/hooks/types.ts'

/** Something that a hook can be given. `key` names it in an address. */
export type BenchInput = {
  key: string
  words: string
  from: 'sample' | 'recorded' | 'fixture' | 'own'
  /** Of a sample: whether its fields were recorded from the real program. */
  how: 'measured' | 'documented' | null
  /** JSON, or whatever somebody typed. */
  text: string
}

/** An earlier state of what a hook runs. `root`: the folder it lies in; null: it has to be put together first. */
export type BenchVersion = {
  key: string
  words: string
  root: string | null
  /** What its scripts held then, by their path below the plugin. */
  files: ReadonlyMap<string, string>
}

/** What can be done with a hook here, and exactly what would be done. */
export type Prepared = {
  subject: HookSubject
  /** Of everything that decides what is run: what was shown and is run later has to be the same. */
  fingerprint: string
  /** Why nothing can be run; null when it can. */
  cannot: string | null
  invocation: Invocation | null
  request: Request | null
  /** As it is shown: the words of a model's prompt, the tool that would be called. */
  asks: readonly (readonly [string, string])[]
  /** Milliseconds. */
  limit: number
  /** What the hook itself says, in milliseconds; null when it says nothing. */
  own: number | null
  inputs: readonly BenchInput[]
  versions: readonly BenchVersion[]
}

/** What one version of a hook did with an input, once or several times. */
export type Tried = {
  version: string
  /** The first run; the others only count for the time, unless they differ. */
  run: Run
  output: Output
  verdict: Verdict
  times: readonly number[]
  pace: Pace
  /** How many of them did not end as the first, or printed something else. */
  differing: number
  /** What it wrote for the environment of the session. */
  wrote: string | null
}

export type BenchResult = {
  at: number
  fingerprint: string
  input: Pick<BenchInput, 'key' | 'words' | 'from'>
  /** What it was given, to the letter. */
  stdin: string
  command: string
  asked: number
  now: Tried
  before: Tried | null
  /** A fixture that was run again: what is not as it was. */
  changed: readonly string[] | null
}

type BenchFixture = { id: number; name: string; outcome: string; at: number }

type BenchHistory = {
  at: number
  input: string
  version: string
  outcome: string
  code: number | null
  times: readonly number[]
  isSame: boolean
}

/** The bench on a hook's page. */
export type BenchModel = {
  id: string
  event: string
  type: string | null
  fingerprint: string
  cannot: string | null
  command: string | null
  args: readonly string[]
  form: 'exec' | 'shell' | null
  cwd: string
  environment: readonly Variable[]
  request: Request | null
  asks: readonly (readonly [string, string])[]
  limit: number
  own: number | null
  inputs: readonly BenchInput[]
  chosen: BenchInput
  versions: readonly Pick<BenchVersion, 'key' | 'words'>[]
  isConfirmed: boolean
  isRunning: boolean
  result: BenchResult | null
  fixtures: readonly BenchFixture[]
  history: readonly BenchHistory[]
}
