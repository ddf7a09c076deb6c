import { execFileSync } from 'node:child_process'
import { directoryMarketplace } from '../../server/probe/drive/marketplaces.ts'
import { isolate } from '../claude/drive/isolated.ts'
import { voicePlugin } from '../claude/drive/voice.ts'
import { hotplug } from '../support/hotplug.ts'

const ROUNDS = 9

/** One `hotplug status`, as a whole process, against `claude plugin list --json` and an empty Node. */
export async function benchCommand() {
  using isolated = isolate()
  await directoryMarketplace(isolated, 'lab', { voice: voicePlugin() })
  const { env, project, program } = isolated
  const status = await median(() => hotplug(isolated, 'status'))
  const list = await median(async () => execFileSync(program, ['plugin', 'list', '--json'], { env, cwd: project }))
  const node = await median(async () => execFileSync(process.execPath, ['-e', '0'], { env }))
  console.log('\nOne command, as a whole process')
  console.log(
    `  hotplug status: ${status.toFixed(0)} ms = ${(status / list).toFixed(2)} × claude plugin list --json (${list.toFixed(0)} ms), ${(status / node).toFixed(1)} × node -e 0 (${node.toFixed(0)} ms)`,
  )
}

async function median(work: () => Promise<unknown>) {
  await work()
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return times.sort((one, other) => one - other)[Math.floor(ROUNDS / 2)] ?? 0
}

if (import.meta.main) await benchCommand()
