import type { MeasuredRow } from '../reload/measured.ts'
import type { Isolated } from './drive/isolated.ts'
import type { Model } from './drive/model.ts'
import type { Session, SessionOptions } from './drive/session.ts'

/** As the measured rows name them: a session without a terminal, and one in a terminal. */
export type ProbeDriver = 'stream' | 'tui'

/** As the measured rows name them: see MeasuredRow. */
export type ProbeMode = 'D' | 'G' | 'P' | 'S' | 'J'

/** One thing to find out: `kind` is a name of server/reload/kinds.ts. */
export type ProbeCell = { readonly driver: ProbeDriver; readonly mode: ProbeMode; readonly kind: string }

/** What was found out, in the words of the measured rows; `ms` from the edit to the answer. */
export type ProbeRow = MeasuredRow &
  ProbeCell & {
    readonly ms: number
    /** What is to be known beside it, as a sentence. */
    readonly note?: string
  }

/** A session that a probe talks to, with a terminal or without one. */
export type ProbeSession = Pick<Session, 'pid' | 'say' | 'watching' | 'close'>

/** Opens a session in the isolated project folder; rejects with SessionFailed when it cannot be talked to. */
export type OpenSession = (isolated: Isolated, model: Model, options?: SessionOptions) => Promise<ProbeSession>

/** How far a probe is: `left` is an estimate in milliseconds, null as long as there is nothing to estimate by. */
export type ProbeProgress = {
  readonly done: number
  readonly total: number
  readonly left: number | null
  /** What is being done, as a few words; several sessions at once tell in turn. */
  readonly step: string
}

export type ProbeOptions = {
  /** The absolute path of the `claude` to measure, and what `versionToProbe` found it to be. */
  readonly program: string
  readonly version: string
  /** The Node that hooks and servers of the sample plugin are run with, and the user's PATH. */
  readonly node: string
  readonly searchPath: string
  readonly driver: ProbeDriver
  /** Names of kinds, or null for all of them. */
  readonly only: readonly string[] | null
  /** The ten kinds that matter, and no actions by themselves. */
  readonly quick: boolean
  readonly signal: AbortSignal
  /** Rows of this version that are known already, by `cellKey`; they are not measured again. */
  readonly done: ReadonlyMap<string, ProbeRow>
  readonly onRow: (row: ProbeRow) => void
  readonly onStep: (progress: ProbeProgress) => void
}

export type ProbeResult = {
  readonly version: string
  /** What this run measured; what it was given as done is not among it. */
  readonly rows: readonly ProbeRow[]
  /** What could not be measured, each with a sentence. */
  readonly failed: readonly { readonly cell: ProbeCell; readonly why: string }[]
  /** How many cells were asked for, the ones that were done included. */
  readonly asked: number
  readonly cancelled: boolean
  readonly ms: number
}

/** A cell as the key of a map; a row is a cell too. */
export const cellKey = ({ driver, mode, kind }: ProbeCell) => `${driver} ${mode} ${kind}`
