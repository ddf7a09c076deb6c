import type { Examined, Finding, Severity } from '../../doctor/types.ts'
import type { Progress } from '../types.ts'

/** A finding that nobody wants to hear of again, and why. */
export type Mute = { reason: string; at: number }

/** As it is shown: with the words of whoever muted it. `below`: its file below its plugin's folder. */
export type ShownFinding = Finding & { muted: Mute | null; below: string | null }

/** What each place held when it was last looked at, and what is wrong there and between them; the gravest first. */
export type Diagnosis = { places: readonly Examined[]; findings: readonly ShownFinding[] }

/** What is known by now; `looking`: how many places were looked at, null when that is all of them. */
export type Known = Diagnosis & { looking: Progress | null }

/** How many findings of each kind are not muted, and how many are. */
export type Tally = Record<Severity, number> & { muted: number }
