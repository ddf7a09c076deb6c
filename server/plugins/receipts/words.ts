import type { Reloading } from '../../claude/evidence/types.ts'

/** '11:02', or with its day where that is not the day of the reader, by this machine's clock. */
export function clockOf(at: number, now = Date.now()): string {
  const [local, today] = [localOf(at), localOf(now)]
  return local.slice(0, 10) === today.slice(0, 10)
    ? local.slice(11, 19)
    : `${local.slice(0, 10)} ${local.slice(11, 16)}`
}

const localOf = (at: number) => {
  const date = new Date(at - new Date(at).getTimezoneOffset() * 60_000)
  return Number.isNaN(date.valueOf()) ? 'at an unknown time' : date.toISOString().replace('T', ' ')
}

export const began = (at: number) => `It began at ${clockOf(at)}, when the edit was there already.`
export const beganBefore = 'It began before the edit, and only a new session has it.'
export const noBeginning = 'It does not say when it began, so it is not known whether that was before the edit.'
export const recorded = (command: Reloading, at: number) => `Its transcript records ${command} at ${clockOf(at)}.`
export const leased = (at: number) => `It took the new folder into use at ${clockOf(at)}.`
export const missing = (command: string, since: number) =>
  `Its transcript records no ${command} since ${clockOf(since)}.`
export const halfway = (done: Reloading, at: number, command: string) =>
  `Its transcript records ${done} at ${clockOf(at)}, and no ${command} after it.`
export const unrecorded = (command: string) => `What it leaves behind does not tell whether ${command} was given since.`
export const server = (pid: number, at: number) => `Its MCP server was started at ${clockOf(at)}, as process ${pid}.`
export const oldServer = (pid: number, at: number) =>
  `Its MCP server, process ${pid}, was started at ${clockOf(at)}, before the edit.`
export const serverElsewhere = (pid: number) => `Its MCP server, process ${pid}, still runs from another folder.`
export const noServer = 'No process of this MCP server can be seen, so nothing can show whether it was started anew.'
export const ran = (at: number) => `Its transcript records that the script ran at ${clockOf(at)}.`
export const atNextUse = 'Nothing is to be done: its next use is of the edited file, and leaves no proof.'
export const notRunYet =
  'Nothing is to be done: its next run is of the edited file. None is recorded since; Claude Code records those that say something or fail.'
export const NO_PROOF =
  'No proof is available for this kind of file: Claude Code notices it by itself and records nothing.'
export const unknownRemedy = (action: string) =>
  `No proof is available for this kind of file: ${action} leaves no trace.`
export const readsAnother = (folder: string) => `It does not read the folder that was edited, but ${folder}.`
