/** What a hook is started with, and what is started: decided before anything runs, so that it can be shown. */
export type Invocation = {
  /** The program, and what it is told: a shell and the command, or the program that the hook names and its `args`. */
  file: string
  args: readonly string[]
  form: 'exec' | 'shell'
  cwd: string
  environment: readonly Variable[]
}

/** `why`: who gives it to a hook, and when. */
export type Variable = { name: string; value: string; why: string }

/** `milliseconds` and `bytes` (of each stream) may not be exceeded. */
export type Limits = { milliseconds: number; bytes: number }

/** How a process ended that was started on the bench. */
export type Run = {
  stdout: string
  stderr: string
  /** Whether there was more than is kept of either. */
  cut: boolean
  /** As Claude Code counts it: 1 when a signal ended it; null when it was ended here, or never began. */
  code: number | null
  signal: string | null
  /** Of the answer to a request; null for a command, and where no answer came. */
  status: number | null
  ended: 'by itself' | 'time limit' | 'too much output' | 'cancelled' | 'not started'
  /** Why it could not be started. */
  problem: string | null
  /** What it had left running when it ended, which was ended then. */
  leftBehind: number
  milliseconds: number
}

/** What Claude Code makes of standard output. */
export type Output =
  | { kind: 'nothing' }
  | { kind: 'text'; text: string; because: string | null }
  | { kind: 'in the background' }
  /** Taken for JSON and refused: nothing in it counts. */
  | { kind: 'refused'; problems: readonly string[] }
  /** `ignored`: names that mean nothing for this event. */
  | { kind: 'json'; value: Readonly<Record<string, unknown>>; ignored: readonly string[] }

/** `to`: who is told the words, exactly as they arrive. */
export type Told = { to: 'Claude' | 'you'; words: string }

export type Outcome = 'goes on' | 'blocks' | 'stops' | 'error' | 'cancelled' | 'in the background'

/** What a run means to a session. */
export type Verdict = {
  outcome: Outcome
  /** What the exit code means for this event. */
  exit: string
  /** What Claude Code does with it. */
  happens: string
  told: readonly Told[]
  /** measured: with Claude Code 2.1.329. */
  evidence: 'measured' | 'documented'
}

/** What a hook can be tried with. `how`: whether its fields were recorded from the real program. */
export type Sample = {
  /** 'startup', 'Bash': what a matcher is held against, or what tells it from the event's others. */
  name: string
  input: Readonly<Record<string, unknown>>
  how: 'measured' | 'documented'
}
