import type { Command } from 'commander'
import type { Config } from '../config.ts'
import type { Panel } from '../panel.ts'

/** What a command answers: one JSON value, the same for people, and 1 when the answer is no, or none; 2: part of it failed. */
export type Answer = {
  json: unknown
  text: string
  exitCode?: 0 | 1 | 2
  /** It was printed as it came. */
  printed?: true
}

/** What the command line needs of the process it runs in. `stopped` is settled when the user wants it to end. */
export type Surroundings = {
  config: Config
  out: (text: string) => void
  err: (text: string) => void
  /** Asks a person a question that is answered with yes or no; null when there is nobody to ask. */
  confirm: ((question: string) => Promise<boolean>) | null
  /** Shows one line in place of the one before, '' to take it away; null when nobody sees it. */
  progress: ((line: string) => void) | null
  stopped: () => Promise<void>
  /** What is piped to the command, as it comes. */
  input?: AsyncIterable<Uint8Array>
}

/** How a file of commands adds its own to the command line. */
export type Define = {
  around: Surroundings
  /** A command with `--json`. */
  command: (name: string, description: string) => Command
  /** Opens everything for one command and prints its answer; `project`: for another folder than the person stands in. */
  answering: (command: Command, work: (panel: Panel) => Promise<Answer>, project?: string) => Promise<void>
  /** Prints the answer of a command for which nothing of ours has to be opened. */
  printing: (command: Command, work: () => Promise<Answer>) => Promise<void>
}

export type Options = Record<string, unknown>
