/** One prompt, tool call or other moment at which hooks ran. They run at the same time: the slowest is what it cost. */
export type Occasion = {
  at: number
  session: string
  event: string
  subject: string | null
  /** transcript: hooks that said nothing are missing, except of Stop. */
  from: 'transcript' | 'debug log'
  runs: readonly Run[]
}

export type Run = { command: string; plugin: string | null; ms: number }

/** Milliseconds. */
export type Times = { times: number; typical: number; slowest: number }

/** What the hooks of an event cost per occasion. `whole`: on how many of them every hook's time is known. */
export type EventOverhead = Times & { whole: number; since: number }

export type Overhead = {
  events: ReadonlyMap<string, EventOverhead>
  /** By the hook's id. */
  hooks: ReadonlyMap<string, Times & { last: readonly number[] }>
}
