import { readdirSync, readFileSync } from 'node:fs'
import { endOwn } from '../../processes.ts'

/** In the environment of everything that one run starts, with a value of its own. */
export const MARK = 'HOTPLUG_BENCH'

/** A process that is ended may have started another at the same moment. */
const MOST_ROUNDS = 10

/**
 * Ends everything that a run started: its process group, and whatever has left it for a session of its own, which still
 * has the mark in its environment: one that threw that away, too, is not found. Without /proc only the group is.
 */
export function endRun(leader: number, mark: string) {
  endOwn(-leader)
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const left = marked(mark)
    if (left.length === 0) return
    for (const pid of left) endOwn(pid)
  }
}

/** The processes that are there of a run. */
export function marked(mark: string): readonly number[] {
  const wanted = `${MARK}=${mark}`
  return namesIn('/proc')
    .filter((name) => /^\d+$/.test(name) && environmentOf(name).includes(wanted) && !isZombie(name))
    .map(Number)
}

const environmentOf = (pid: string) => read(`/proc/${pid}/environ`).split('\0')

/** `(name) state …` in /proc/PID/stat; a name may hold anything. */
function isZombie(pid: string): boolean {
  const stat = read(`/proc/${pid}/stat`)
  return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z')
}

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return ''
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
