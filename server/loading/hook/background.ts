import { existsSync } from 'node:fs'
import type { Installation, Surroundings } from './installation.ts'

/** Starts one of our own commands and does not wait for it; false when it could not even be started. */
export async function inBackground(
  { node, main, stateDir, claudePath }: Installation,
  { passedOn }: Surroundings,
  project: string,
  args: readonly string[],
): Promise<boolean> {
  if (!existsSync(node) || !existsSync(main)) return false
  // Loading it takes time that a prompt which wants nothing need not wait for.
  const { spawn } = await import('node:child_process')
  const child = spawn(node, [main, ...args], {
    cwd: project,
    detached: true,
    stdio: 'ignore',
    windowsHide: true,
    env: { ...passedOn, HOTPLUG_HOME: stateDir, ...(claudePath && { HOTPLUG_CLAUDE: claudePath }) },
  })
  child.on('error', () => {})
  child.unref()
  return child.pid !== undefined
}
