/** How a definition was invoked: as a person types it, as Claude calls it, as a subagent, or by the settings. */
export type Way = 'typed' | 'called by Claude' | 'subagent' | 'output style'

/** What reached the stand-in for the model, taken out of the request's body. */
export type TakenText = {
  state: 'taken'
  way: Way
  /** What was typed, called or set: '/voice:say one two'. */
  invoked: string
  /** Exactly what Claude is given of it. */
  text: string
  /** What Claude Code says before it, of the same invocation. */
  announced: string | null
  /** Files that it reads out along with it. */
  attached: readonly { file: string; text: string }[]
  /** What Claude Code adds to it by itself; characters. */
  added: number
  /** In a conversation of its own. */
  apart: boolean
  model: string
}

/** Claude Code did not give it to Claude: in its own words where it has some. */
export type Refused = { state: 'refused'; sentence: string; said: string | null }

export type Outcome = TakenText | Refused

/** How something was tried, and what came of it. `hash`: of the file that was tried. */
export type Trial = {
  definition: string
  at: number
  hash: string
  given: string
  /** Whether the commands in its text were run. */
  ran: boolean
  version: string
  outcome: Outcome | { state: 'running' } | { state: 'failed'; sentence: string }
}
