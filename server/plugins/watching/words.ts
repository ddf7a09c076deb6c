/** What is true of a watched plugin and what to do about it, as one sentence each. */

export const UP_TO_DATE = 'The loaded copy is the same as its source.'
export const LOOKING = 'Something changed; looking at what.'
export const UNWATCHED = 'Nobody watches now: start the panel, or run `hotplug watch`.'
export const CANCELLED = 'It was cancelled. Start the watch again when it is to go on.'
export const UNDONE = 'Undone; waiting for the next save.'
export const UNLINKED = 'Its source is another folder now; waiting for the next change there.'

export const syncing = (done: number, total: number) => `Syncing ${done} of ${count(total)}.`

export const stillWritten = (files: number) => `${count(files)} ${files === 1 ? 'is' : 'are'} still being written.`

export const doubted = (files: number) =>
  `${count(files)} ${files === 1 ? 'is' : 'are'} gone or empty in the source; if that lasts, the loaded copy follows.`

export const conflict = (files: number, isHeld: boolean) =>
  `${count(files)} ${files === 1 ? 'was' : 'were'} edited in the loaded copy: review ${files === 1 ? 'it' : 'them'} and choose, file by file.${isHeld ? ' The rest was undone and waits for the next save.' : ''}`

export const runaway = (times: number) =>
  `Stopped: it was synced ${times.toLocaleString('en')} times within a minute, so something keeps rewriting its files. Find out what, then start the watch again.`

export const synced = (files: number, removed: number) =>
  `Synced ${count(files)}${removed > 0 ? ` (${removed} removed)` : ''} on save`

/** Without its full stop, what happened; then what it means and that nobody has to do anything. */
export const unreachable = (what: string) =>
  `${ended(what)} The loaded copy stays as it is, and the watch goes on by itself when the source is back.`

export const unread = (what: string) => `${ended(what)} What lies there stays as it is in the loaded copy.`

export const busy = (what: string) => `${ended(what)} It is tried again in a moment.`

export const failed = (what: string) => `${ended(what)} It is tried again by itself.`

const ended = (sentence: string) => sentence.trim().replace(/[^.!?]$/, '$&.')
const count = (files: number) => `${files.toLocaleString('en')} ${files === 1 ? 'file' : 'files'}`
