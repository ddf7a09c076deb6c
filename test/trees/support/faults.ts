import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

type Call = (...args: unknown[]) => unknown

/** Every call that changes a disk or asks it for something, as the code under test makes them. */
const CALLS = [
  'chmodSync',
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
  'lutimesSync',
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
  'utimesSync',
  'writeSync',
] as const

/** Calls that need room on the disk. */
export const GROWING: readonly string[] = ['copyFileSync', 'linkSync', 'mkdirSync', 'symlinkSync', 'writeSync']

const readlink = fs.readlinkSync

/** A path that goes through an open folder, as it would be said without that. */
const spelledOut = (arg: unknown) =>
  typeof arg === 'string' ? arg.replace(/^\/proc\/self\/fd\/\d+(?=\/)/, (open) => readlink(open)) : arg

let onCall: ((name: string, args: readonly unknown[]) => void) | null = null

const table = fs as unknown as Record<string, Call>
for (const name of CALLS) {
  const real = table[name] as Call
  table[name] = Object.assign((...args: unknown[]) => {
    onCall?.(name, args.map(spelledOut))
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
