import { benchCommand } from './command.ts'
import { benchDetect } from './detect.ts'
import { benchDetectProject } from './detect-project.ts'
import { benchDoctor } from './doctor.ts'
import { benchHistory } from './history.ts'
import { benchHome } from './home.ts'
import { benchHook } from './hook.ts'
import { benchSync } from './sync.ts'
import { benchTrees } from './trees.ts'
import { benchWatch } from './watch.ts'

/** Every figure is a ratio to a peer that was measured in the same run: machines differ, ratios hardly. */
await benchTrees()
await benchSync()
await benchHome()
await benchDoctor()
await benchCommand()
await benchDetectProject()
benchDetect()
await benchHook()
await benchWatch()
await benchHistory()
