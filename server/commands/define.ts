import type { Command } from 'commander'
import type { Config } from '../config.ts'
import type { Panel } from '../panel.ts'

/** What a command answers: one JSON value, the same for people, and 1 when the answer is no, or none. */
export type Answer = { json: unknown; text: string; exitCode?: 0 | 1 }

/** What the command line needs of the process it runs in. `stopped` is settled when the user wants it to end. */
export type Surroundings = {
  config: Config
  out: (text: string) => void
  err: (text: string) => void
  /** Asks a person a question that is answered with yes or no; null when there is nobody to ask. */
  confirm: ((question: string) => Promise<boolean>) | null
  stopped: () => Promise<void>
}

/** How a file of commands adds its own to the command line. */
export type Define = {
  around: Surroundings
  /** A command with `--json`. */
  command: (name: string, description: string) => Command
  /** Opens everything for one command and prints its answer. */
  answering: (command: Command, work: (panel: Panel) => Promise<Answer>) => Promise<void>
}

export type Options = Record<string, unknown>
