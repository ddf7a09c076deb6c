import { benchCommand } from './command.ts'
import { benchHome } from './home.ts'
import { benchTrees } from './trees.ts'

/** Every figure is a ratio to a peer that was measured in the same run: machines differ, ratios hardly. */
await benchTrees()
await benchHome()
await benchCommand()
