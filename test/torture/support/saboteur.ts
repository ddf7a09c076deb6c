/**
 * Loaded into the real program before anything else (`node --import`): counts its file system calls from the first one
 * that changes something of a plugin, and kills the process or lets a call fail as `HOTPLUG_TORTURE` (JSON) orders.
 */
import { writeFileSync, writeSync } from 'node:fs'
import { beforeEachCall, failure, GROWING } from '../../trees/support/faults.ts'

export type Orders = {
  /** The folders whose first change begins the count. */
  within: readonly string[]
  /** Ends the process just before its so-manieth call. */
  killAt?: number
  /** Lets this call, or all growing ones from it on, fail. */
  fail?: { at: number; code: string; growing?: boolean }
  /** The first file of this name that is put into place fails, and the calls are counted from there. */
  failPlacing?: string
  /** Writes a line to file 3 when the count begins. */
  tell?: boolean
  /** Where it is left at the end how many calls there were, and the most memory that was used (bytes). */
  report?: string
}

const CHANGING = ['mkdirSync', 'renameSync', 'linkSync', 'symlinkSync', 'unlinkSync', 'rmdirSync', 'copyFileSync']

const orders = JSON.parse(process.env.HOTPLUG_TORTURE ?? '{"within":[]}') as Orders
let counting = false
let calls = 0
let failed = false

beforeEachCall((name, args) => {
  const inside = () => args.some((arg) => orders.within.some((folder) => String(arg).startsWith(folder)))
  if (!counting && CHANGING.includes(name) && inside()) {
    counting = true
    if (orders.tell) writeSync(3, 'acting\n')
  }
  if (!counting) return
  if (orders.failPlacing !== undefined && !failed) {
    if (name !== 'renameSync' || !String(args[1]).endsWith(`/${orders.failPlacing}`)) return
    failed = true
    throw failure('EIO', name)
  }
  calls++
  if (calls === orders.killAt) process.kill(process.pid, 'SIGKILL')
  const { fail } = orders
  if (fail && (fail.growing ? calls >= fail.at && GROWING.includes(name) : calls === fail.at))
    throw failure(fail.code, name)
})

if (orders.report !== undefined) {
  const report = orders.report
  process.on('exit', () =>
    writeFileSync(report, JSON.stringify({ calls, bytes: process.resourceUsage().maxRSS * 1024 })),
  )
}
