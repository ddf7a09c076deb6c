import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { resolve } from 'node:path'
import { isBelow } from '../processes-below.ts'
import type { Evidence } from './types.ts'

type Server = NonNullable<Evidence['servers']>[number]

const DEEPEST = 4
const MOST = 64
/** What began only now may be a hook, or a command that Claude runs, and gone in a moment. */
const YOUNGEST = 1000

/**
 * The processes below one that have an argument below one of these folders, and speak with their parent as an MCP
 * server does: something other than a terminal or a file is their input. Nothing else of their arguments is told.
 * Null where there is no /proc (macOS, Windows).
 */
export function serversBelow(pid: number, folders: readonly string[]): readonly Server[] | null {
  const uptime = read('uptime')
  if (uptime === null) return null
  if (folders.length === 0) return []
  const booted = Date.now() - Number.parseFloat(uptime) * 1000
  return descendants(pid).flatMap((child) => {
    const paths = isConnected(child) ? pathsIn(argumentsOf(child) ?? [], folders) : []
    const began = paths.length === 0 ? null : beginningOf(child, booted)
    return began === null || Date.now() - began < YOUNGEST ? [] : [{ pid: child, began, paths }]
  })
}

/** Folders given by --plugin-dir. Null where the arguments cannot be seen, or were written over (2.1.100, in a terminal). */
export function pluginDirsOf(pid: number, cwd: string | null): readonly string[] | null {
  const args = argumentsOf(pid)
  if (args === null || (args.length > 2 && args.slice(1).every((arg) => arg === ''))) return null
  const given = args.flatMap((arg, index) => {
    if (arg === '--plugin-dir') return args[index + 1] || []
    return arg.startsWith('--plugin-dir=') ? arg.slice('--plugin-dir='.length) : []
  })
  return given.map((folder) => (cwd === null ? folder : resolve(cwd, folder)))
}

function descendants(pid: number): number[] {
  const found: number[] = []
  let level = [pid]
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth++) {
    level = level.flatMap(childrenOf).slice(0, MOST - found.length)
    found.push(...level)
  }
  return found
}

/** Every thread has its own. */
const childrenOf = (pid: number) =>
  namesIn(`/proc/${pid}/task`).flatMap((thread) =>
    (read(`${pid}/task/${thread}/children`) ?? '').split(' ').filter(Boolean).map(Number),
  )

const isConnected = (pid: number) => /^(socket|pipe):/.test(linkOf(`/proc/${pid}/fd/0`) ?? '')

const argumentsOf = (pid: number) => read(`${pid}/cmdline`)?.split('\0') ?? null

/** An argument may be a whole command line, with words that are nobody's business after the path. */
const pathsIn = (args: readonly string[], folders: readonly string[]) => [
  ...new Set(
    folders.flatMap((folder) =>
      args
        .flatMap((arg) => (arg.includes(folder) ? arg.slice(arg.indexOf(folder)) : []))
        .filter((path) => isBelow(path, folder))
        .map((path) => folder + (/^[^\s'"`;&|<>()$=,:]*/.exec(path.slice(folder.length))?.[0] ?? '')),
    ),
  ),
]

/** Linux tells times to programs in hundredths of a second, on every machine that Node runs on. */
function beginningOf(pid: number, booted: number): number | null {
  const stat = read(`${pid}/stat`)
  const ticks = Number(stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19])
  return Number.isFinite(ticks) ? Math.round(booted + ticks * 10) : null
}

const read = (what: string) => attempt(() => readFileSync(`/proc/${what}`, 'utf8'))
const linkOf = (path: string) => attempt(() => readlinkSync(path))
const namesIn = (folder: string) => attempt(() => readdirSync(folder)) ?? []

function attempt<T>(action: () => T): T | null {
  try {
    return action()
  } catch {
    return null
  }
}
