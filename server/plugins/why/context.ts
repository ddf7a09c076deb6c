import type { Inventory, Session } from '../../claude/types.ts'
import type { Panel } from '../../panel.ts'
import type { Holding } from '../sessions/types.ts'
import type { OnDisk } from './disk.ts'
import type { Given } from './given.ts'
import type { Answer } from './types.ts'

/** All that the answers are made from; what is asked about lies at `path`, as it was written. */
export type Context = {
  panel: Panel
  inventory: Inventory
  path: string
  piece: string | null
  disk: OnDisk
  /** The session that was asked about; null: any. */
  session: Session | null
  holdings: readonly Holding[]
  /** What running sessions were started with by --plugin-dir. */
  given: readonly Given[]
}

/** One kind of answer; null where it has nothing to say of the path. */
export type Answering = (context: Context) => Answer | null
