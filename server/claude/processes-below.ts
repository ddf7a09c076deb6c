import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs'

/** A process that has something to do with a folder, or is a Claude Code. */
export type NearProcess = {
  pid: number
  /** As `ps` calls it. */
  name: string
  /** When it began, in epoch milliseconds, within a second. */
  began: number
  isClaude: boolean
  /** Its working folder, open files and arguments, as far as they lie below that folder. */
  places: readonly string[]
}

/**
 * Claude Code processes and whatever else works below a folder, as far as this user may see them. Null where there is
 * no /proc to ask (macOS, Windows).
 */
export function processesBelow(folder: string): readonly NearProcess[] | null {
  const booted = bootTime()
  if (booted === null) return null
  const names = [...new Set([folder, attempt(() => realpathSync(folder)) ?? folder])]
  return namesIn('/proc')
    .filter((name) => /^[1-9]\d*$/.test(name) && Number(name) !== process.pid)
    .flatMap((name) => describe(Number(name), names, booted) ?? [])
}

/** Whether a place lies at or below a folder; an argument may go on behind it in any way but a longer name. */
export const isBelow = (place: string, folder: string) =>
  place.startsWith(folder) && !/^[\w.-]/.test(place.slice(folder.length))

function describe(pid: number, folders: readonly string[], booted: number): NearProcess | null {
  const stat = read(pid, 'stat')
  if (stat === null) return null
  const end = stat.lastIndexOf(')')
  const name = stat.slice(stat.indexOf('(') + 1, end)
  const args = (read(pid, 'cmdline') ?? '').split('\0')
  const isClaude = [name, ...args.slice(0, 2), linkOf(pid, 'exe') ?? ''].some(looksLikeClaude)
  const places = placesOf(pid, args, folders)
  if (!isClaude && places.length === 0) return null
  return { pid, name, began: booted + Number(stat.slice(end + 2).split(' ')[19]) * TICK, isClaude, places }
}

/** The native program and the one that npm brings; started by a link it is called as the link is. */
const looksLikeClaude = (text: string) => /(^|\/)claude(\.exe)?$|\/claude-code\/|\/claude\/versions\//.test(text)

function placesOf(pid: number, args: readonly string[], folders: readonly string[]): string[] {
  const open = namesIn(`/proc/${pid}/fd`).map((fd) => linkOf(pid, `fd/${fd}`))
  const paths = [linkOf(pid, 'cwd'), linkOf(pid, 'exe'), ...open].filter((path) => path !== null)
  return folders.flatMap((folder) => [
    ...paths.filter((path) => isBelow(path, folder)),
    ...args.flatMap((arg) => (arg.includes(folder) ? arg.slice(arg.indexOf(folder)) : [])),
  ])
}

/** Linux tells times to programs in hundredths of a second, on every machine that Node runs on. */
const TICK = 10

function bootTime(): number | null {
  const seconds = attempt(() => readFileSync('/proc/stat', 'utf8'))?.match(/^btime (\d+)$/m)?.[1]
  return seconds === undefined ? null : Number(seconds) * 1000
}

const namesIn = (folder: string) => attempt(() => readdirSync(folder)) ?? []
const read = (pid: number, what: string) => attempt(() => readFileSync(`/proc/${pid}/${what}`, 'utf8'))
const linkOf = (pid: number, what: string) => attempt(() => readlinkSync(`/proc/${pid}/${what}`))

function attempt<T>(action: () => T): T | null {
  try {
    return action()
  } catch {
    return null
  }
}
