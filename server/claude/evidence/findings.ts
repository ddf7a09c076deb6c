import { fieldOf } from '../json.ts'
import type { Reloading } from './types.ts'

/** What was found in a transcript so far. Of each kind the newest are kept. */
export type Findings = {
  commands: { command: Reloading; at: number }[]
  hookCommands: { event: string; command: string; at: number }[]
  /** The folder of the skill itself. */
  skills: { folder: string; at: number }[]
  /** When something of a kind had to be dropped, the time of the newest of them. */
  forgottenUntil: number
  /** The latest line that names a command, whose answer may follow. */
  asked: { uuid: string; command: string } | null
}

export const noFindings = (): Findings => ({
  commands: [],
  hookCommands: [],
  skills: [],
  forgottenUntil: 0,
  asked: null,
})

const MOST = 200
const LONGEST_COMMAND = 1000
const LONGEST_PATH = 1000

/** A line that could tell something contains one of these; the others, by far the most, are not even parsed. */
export const SIGNS: readonly Buffer[] = [
  '"local_command"',
  '"compact_boundary"',
  '"stop_hook_summary"',
  '"attachment":{"type":"hook_',
  '<command-name>/',
  'Base directory for this skill: ',
].map((text) => Buffer.from(text))

/**
 * Adds what one line of a transcript tells: measured on 2.1.329, headless and interactive, and on 2.1.100. Whatever is
 * not as it was seen tells nothing.
 */
export function addLine(findings: Findings, text: string, accepts: (at: number) => boolean) {
  const line = parse(text)
  const at = timeIn(line)
  if (at === null || !accepts(at) || fieldOf(line, 'isSidechain') === true) return
  const type = fieldOf(line, 'type')
  if (type === 'system') addSystemLine(findings, line, at)
  if (type === 'attachment') addHook(findings, fieldOf(line, 'attachment'), at)
  if (type === 'user') addUserLine(findings, line, at)
}

/** When a line was written, in epoch milliseconds. */
export function timeIn(line: unknown): number | null {
  const timestamp = fieldOf(line, 'timestamp')
  const at = typeof timestamp === 'string' && timestamp.length < 40 ? Date.parse(timestamp) : Number.NaN
  return Number.isFinite(at) ? at : null
}

export function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function addSystemLine(findings: Findings, line: unknown, at: number) {
  const subtype = fieldOf(line, 'subtype')
  if (subtype === 'compact_boundary') keep(findings, findings.commands, { command: '/compact', at })
  if (subtype === 'local_command') {
    const command = carriedOut(findings, line)
    if (command !== null) keep(findings, findings.commands, { command, at })
  }
  if (subtype === 'stop_hook_summary') {
    const infos = fieldOf(line, 'hookInfos')
    for (const info of Array.isArray(infos) ? infos.slice(0, MOST) : [])
      addHookCommand(findings, 'Stop', fieldOf(info, 'command'), at)
  }
}

/**
 * Since 2.1.329 (at the latest) the answer says which command was run; 2.1.100 names it in the line before. A reload
 * that was refused does not begin with 'Reloaded'.
 */
function carriedOut({ asked }: Findings, line: unknown): Reloading | null {
  const run = fieldOf(fieldOf(line, 'commandRun'), 'command')
  const before = asked?.uuid === fieldOf(line, 'parentUuid') ? asked?.command : null
  const name = typeof run === 'string' ? run : before
  const answer = fieldOf(line, 'content')
  if (name === 'clear') return '/clear'
  if (typeof answer !== 'string' || !answer.startsWith('<local-command-stdout>Reloaded')) return null
  return name === 'reload-skills' || name === 'reload-plugins' ? `/${name}` : null
}

function addUserLine(findings: Findings, line: unknown, at: number) {
  const content = fieldOf(fieldOf(line, 'message'), 'content')
  const uuid = fieldOf(line, 'uuid')
  const named = typeof content === 'string' ? /^<command-name>\/([\w-]{1,40})<\/command-name>/.exec(content)?.[1] : null
  if (named && typeof uuid === 'string') findings.asked = { uuid, command: named }
  const text = Array.isArray(content) && fieldOf(line, 'isMeta') === true ? fieldOf(content[0], 'text') : null
  const folder = typeof text === 'string' ? /^Base directory for this skill: (\/[^\n]*)/.exec(text)?.[1] : null
  if (folder && folder.length < LONGEST_PATH) keep(findings, findings.skills, { folder, at })
}

function addHook(findings: Findings, attachment: unknown, at: number) {
  const type = fieldOf(attachment, 'type')
  const event = fieldOf(attachment, 'hookEvent')
  if (typeof type !== 'string' || !type.startsWith('hook_') || typeof event !== 'string') return
  addHookCommand(findings, event.slice(0, 60), fieldOf(attachment, 'command'), at)
}

function addHookCommand(findings: Findings, event: string, command: unknown, at: number) {
  if (typeof command === 'string' && command.length <= LONGEST_COMMAND)
    keep(findings, findings.hookCommands, { event, command, at })
}

function keep<T extends { at: number }>(findings: Findings, list: T[], found: T) {
  list.push(found)
  if (list.length <= MOST) return
  const dropped = list.shift()
  if (dropped) findings.forgottenUntil = Math.max(findings.forgottenUntil, dropped.at)
}
