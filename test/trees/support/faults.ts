import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

type Call = (...args: unknown[]) => unknown

/** Every call that changes a disk or asks it for something, as the code under test makes them. */
const CALLS = [
  'closeSync',
  'close',
  'copyFileSync',
  'fchmodSync',
  'fstatSync',
  'fsync',
  'fsyncSync',
  'futimesSync',
  'linkSync',
  'lstatSync',
  'mkdirSync',
  'openSync',
  'readdirSync',
  'readFileSync',
  'readlinkSync',
  'readSync',
  'realpathSync',
  'renameSync',
  'rmdirSync',
  'symlinkSync',
  'unlinkSync',
  'writeSync',
] as const

/** Calls that need room on the disk. */
export const GROWING: readonly string[] = ['copyFileSync', 'linkSync', 'mkdirSync', 'symlinkSync', 'writeSync']

let onCall: ((name: string, args: readonly unknown[]) => void) | null = null

const table = fs as unknown as Record<string, Call>
for (const name of CALLS) {
  const real = table[name] as Call
  table[name] = Object.assign((...args: unknown[]) => {
    onCall?.(name, args)
    return real(...args)
  }, real)
}
syncBuiltinESMExports()

/** What happens just before each of these calls, in this process, until it is taken off again. */
export function beforeEachCall(happens: (name: string, args: readonly unknown[]) => void) {
  onCall = happens
  return () => {
    onCall = null
  }
}

export const failure = (code: string, name: string) => Object.assign(new Error(`${code}: injected, ${name}`), { code })
