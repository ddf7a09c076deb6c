import { homedir } from 'node:os'

/** Control, ANSI, bidirectional, zero-width and other characters that show nothing or reorder what is shown. */
const UNSEEN =
  '\\0-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f' +
  '\\u3164\\ufe00-\\ufe0d\\ufeff\\uffa0\\ufff9-\\ufffb\\ud800-\\udfff\\u{e0000}-\\u{e01ef}'

export const UNSEEN_IN_LINE = new RegExp(`[${UNSEEN}]`, 'gu')
export const UNSEEN_IN_NAME = new RegExp(`[\\t\\n${UNSEEN}]`, 'gu')

/** 'ESC' for the control characters that have a name, 'U+202E' for everything else. */
export function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code === 0x7f) return 'DEL'
  return CONTROLS[code] ?? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}

/** Text for an attribute or a title: what cannot be seen is spelled out. */
export const spelled = (text: string) => text.replace(UNSEEN_IN_NAME, (character) => `⟨${nameOf(character)}⟩`)

/** The user's home folder as `~`. */
export function tilde(path: string, home = homedir()): string {
  if (path === home) return '~'
  return home.length > 1 && path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path
}

/** Shortened in the middle, keeping the start and, whole if it can be, the last name. */
export function cut(text: string, most: number): string {
  const characters = [...text]
  if (characters.length <= most) return text
  const slash = characters.lastIndexOf('/')
  const tail = Math.min(Math.max(characters.length - slash, Math.floor(most / 2)), most - 4)
  return `${characters.slice(0, most - tail - 1).join('')}…${characters.slice(-tail).join('')}`
}

/** '0 B', '812 B', '1.4 KiB', '23 MiB'. */
export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), UNITS.length)
  const amount = bytes / 1024 ** power
  return `${amount < 10 ? amount.toFixed(1) : Math.round(amount)} ${UNITS[power - 1]}`
}

/** '1 file', '3 files', '1,000 files'; `many` where the plural is not just an s. */
export const count = (amount: number, one: string, many = `${one}s`) =>
  `${amount.toLocaleString('en')} ${amount === 1 ? one : many}`

/** 'now', '40 s', '2 min', '3 h', '4 d', '5 mo', '2 y'. */
export function age(at: number, now = Date.now()): string {
  const seconds = Math.max(0, (now - at) / 1000)
  if (seconds < 5) return 'now'
  const [length, unit] = SPANS.find(([length]) => seconds >= length) ?? [1, 's']
  return `${Math.floor(seconds / length)} ${unit}`
}

/** '2026-07-31 14:05:09' by this machine's clock, as a log would have it. */
export function clock(at: number): string {
  const date = new Date(at - new Date(at).getTimezoneOffset() * 60_000)
  return Number.isNaN(date.valueOf()) ? 'an unknown time' : date.toISOString().slice(0, 19).replace('T', ' ')
}

/** '12 ms', '1.4 s', '2 min'. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  return milliseconds < 60_000 ? `${(milliseconds / 1000).toFixed(1)} s` : `${Math.round(milliseconds / 60_000)} min`
}

const CONTROLS =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  )
const UNITS = ['KiB', 'MiB', 'GiB', 'TiB']
const SPANS: readonly (readonly [number, string])[] = [
  [31_557_600, 'y'],
  [2_629_800, 'mo'],
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
]
