import type { DirectorySaid } from '../../../claude/validate.ts'
import type { Severity } from '../../../doctor/types.ts'
import type { Patch } from '../../../trees/patch.ts'
import type { Shell } from '../../types.ts'

/** directory: the files as they lie on the disk; git: what is committed, as somebody gets it who clones it. */
export type Way = 'directory' | 'git'

/** From where a plugin would be installed. `folder`: the marketplace's; for 'alone' the plugin's own repository. */
export type Route = { way: Way; from: 'marketplace' | 'alone'; folder: string }

/**
 * missing: it does not arrive; differs: something else arrives; mode: it is not executable any more; copied: a link
 * arrives as a copy of what it leads to; extra: only what arrives has it.
 */
export type ShippedState = 'missing' | 'differs' | 'mode' | 'copied' | 'extra'

export type ShippedFile = { path: string; state: ShippedState; why: string; patch: Patch | null }

/** What is wrong with what arrives, and not with the source. */
export type ShippedFinding = { severity: Severity; below: string; line: number | null; message: string; fix: string }

export type Shipped = {
  way: Way
  version: string
  /** In the order of their gravity, then by path. */
  files: readonly ShippedFile[]
  /** How many there are beyond those listed. */
  more: number
  same: number
  /** What `claude plugin list` says of it once it is installed. */
  errors: readonly string[]
  findings: readonly ShippedFinding[]
  /** Files with secrets that arrive. */
  secrets: readonly string[]
  /** What became of the packages in its lockfile; null where there is none. */
  packages: { installed: boolean; sentence: string } | null
}

export type ShipRun = { id: string; way: Way; at: number } & (
  | { state: 'running' }
  | { state: 'done'; ms: number; shipped: Shipped }
  | { state: 'failed'; message: string; next: string }
)

export type ShippingModel = {
  shell: Shell
  id: string
  /** Null where it is known how it gets to people; else why not, and what to do. */
  cannot: { sentence: string; next: string } | null
  source: string | null
  routes: readonly Route[]
  run: ShipRun | null
  chosen: ShippedFile | null
  /** What Anthropic's own catalogue would say; null where the program was not asked. */
  directory: readonly DirectorySaid[] | null
}
