import type { Row } from './row.ts'
import { claudeUpdate } from './rows/claude-update.ts'
import { fullDisk } from './rows/full-disk.ts'
import { history } from './rows/history.ts'
import { kill } from './rows/kill.ts'
import { links } from './rows/links.ts'
import { movingGround } from './rows/moving-ground.ts'
import { names } from './rows/names.ts'
import { readOnlyDisk, refused } from './rows/refused.ts'
import { sizes } from './rows/sizes.ts'
import { twoAtOnce } from './rows/two-at-once.ts'

export const ROWS: readonly Row[] = [
  kill,
  fullDisk,
  refused,
  readOnlyDisk,
  movingGround,
  twoAtOnce,
  claudeUpdate,
  names,
  sizes,
  links,
  history,
]
