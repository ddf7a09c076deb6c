import type { Session } from '../../claude/types.ts'

/**
 * What shows that a session has an edit. start: it began later; command: its transcript records what reads files again;
 * lease: it took the folder into use later; server: its MCP server was started later; hook: its transcript records that
 * the script ran.
 */
export type Proof = 'start' | 'command' | 'lease' | 'server' | 'hook'

/**
 * Whether one running session shows that it has an edit. proven: null where nothing can show it, or what would is not
 * recorded; false where it would show, and does not. `at`: since when it has it.
 */
export type Receipt = { session: Session; sentence: string } & Outcome

export type Outcome =
  | { proven: true; by: Proof; at: number; sentence: string }
  | { proven: false | null; by: null; at: null; sentence: string }

/** Of a file that lies where Claude Code reads it: since when, and what each session shows. */
export type FileProof = { since: number; receipts: readonly Receipt[] }
