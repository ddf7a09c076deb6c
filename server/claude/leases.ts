import { statSync } from 'node:fs'
import { join } from 'node:path'
import { gte, valid } from 'semver'
import { isAlive } from '../processes.ts'
import type { Look } from './disk.ts'
import { fieldOf, jsonReader } from './json.ts'
import type { CacheReason } from './types.ts'

/**
 * The sessions that say they use a cached version: a file per process, named by its pid. A lease counts as alive when
 * that very process is still running, by its start time; where a system has no /proc, when its pid is in use at all. So it does when the lease itself cannot be read.
 */
export function leasesIn(look: Look, folder: string): CacheReason[] {
  return [...(look.entries(folder)?.keys() ?? [])]
    .filter((name) => /^[1-9]\d{0,9}$/.test(name))
    .map(Number)
    .sort((one, other) => one - other)
    .map((pid) => ({ kind: 'leased', pid, alive: isAlive(pid, readStart(look, join(folder, `${pid}`)).value ?? '') }))
}

/** Whether any session ever left a mark in a cached version. */
export function isMarked(version: string): boolean {
  try {
    return statSync(join(version, '.in_use'), { throwIfNoEntry: false }) !== undefined
  } catch {
    return false
  }
}

/** Measured: 2.1.329 leaves a mark in every cached version that it loads, 2.1.100 in none. Between them nobody looked. */
export const leavesMarks = (version: string | null) =>
  version !== null && valid(version) !== null && gte(version, '2.1.329')

const readStart = jsonReader((lease) => {
  const start = fieldOf(lease, 'procStart')
  return typeof start === 'string' || typeof start === 'number' ? String(start) : ''
})
