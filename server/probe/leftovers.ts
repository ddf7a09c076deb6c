import { lstatSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { processesBelow } from '../claude/processes-below.ts'
import { endNow, isAlive, processStart } from '../processes.ts'

/** What the names of a probe's folders begin with: whose they are can be told from it, after that process was killed too. */
export const ownPrefix = (): string => `hotplug-probe-${process.pid}-${processStart(process.pid) ?? ''}-`

/** Removes what probes left behind that were killed, and ends whatever still works there; returns how many folders. */
export function sweepLeftovers(folder = tmpdir()): number {
  const left = readdirSync(folder)
    .filter(isOfDeadProbe)
    .map((name) => join(folder, name))
    .filter(isOwnFolder)
  for (const root of left) {
    endBelow(root)
    rmSync(root, { recursive: true, force: true, maxRetries: 10 })
  }
  return left.length
}

/** Ends whatever works in a folder or has something open there. */
export function endBelow(root: string) {
  for (const { pid, places } of processesBelow(root) ?? [])
    if (places.length > 0 && pid !== process.pid) endNow(pid, processStart(pid) ?? '')
}

function isOfDeadProbe(name: string): boolean {
  const [, pid, start] = /^hotplug-probe-([1-9]\d{0,9})-(\d*)-[A-Za-z0-9]{6}$/.exec(name) ?? []
  return pid !== undefined && !isAlive(Number(pid), start ?? '')
}

/** Anybody may make such a folder in a temporary folder that everybody shares. */
function isOwnFolder(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  return stats?.isDirectory() === true && (stats.uid === userInfo().uid || process.platform === 'win32')
}
