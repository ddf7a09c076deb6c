import { basename, dirname } from 'node:path'

/** What the states come to, in one sentence each. */

export const BEGAN_WITHOUT = 'It began before this plugin was installed or enabled.'
export const NO_VERSION =
  'It does not say which version it is before its first message, and which folder it reads depends on that.'
export const UPDATED_SINCE = 'Which version it began with is not known: the plugin was updated since.'
export const NOT_LOOKED_AT = 'Its folder has not been looked at yet.'
export const NO_START = 'It does not say when it began, so what it read is not known.'
export const CURRENT = 'It has the files as they are now.'
export const GONE = 'It runs a folder that is gone.'
export const OUT_OF_USE = 'It runs a folder that was taken out of use; a new session does not have the plugin.'
export const UNLESS = 'unless you have reloaded since'

export const shadowed = (folder: string) =>
  `It has the plugin of the same name that --plugin-dir gave it instead: ${folder}.`

export const stale = (files: number, asOf: number) =>
  `It still has ${files === 1 ? '1 file' : `${files} files`} as of ${hour(asOf)}.`

export const noticing = (files: number) =>
  `It is about to notice ${files === 1 ? 'an edit' : `${files} edits`} by itself.`

export const other = (reads: string, anew: string | null) =>
  anew === null
    ? `It still runs ${reads}; a new session would not have the plugin.`
    : `It still runs ${nameOf(reads, anew)}; a new session would run ${nameOf(anew, reads)}.`

/** '11:02', or with its day where that is not today. */
export function hour(at: number, now = Date.now()): string {
  const [day, time = ''] = local(at)
  return day === local(now)[0] ? time : `${day} ${time}`
}

function local(at: number): readonly string[] {
  const date = new Date(at - new Date(at).getTimezoneOffset() * 60_000)
  return Number.isNaN(date.valueOf()) ? ['', 'an unknown time'] : date.toISOString().slice(0, 16).split('T')
}

/** Versions in the cache are known by their names; any other folder by where it is. */
const nameOf = (folder: string, beside: string | null) =>
  beside === null || dirname(beside) !== dirname(folder) ? folder : basename(folder)
