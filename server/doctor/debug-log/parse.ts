import { masked } from '../../claude/masked.ts'
import type { LogEntry } from './types.ts'

/** What a line tells, or null: by far the most of them tell nothing of hooks. */
export function parseLine(line: string): LogEntry | null {
  if (!SIGN.test(line)) return null
  const found = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) \[[A-Z]+\] (.*)$/.exec(line.slice(0, LONGEST_LINE))
  const at = found?.[1] === undefined ? Number.NaN : Date.parse(found[1])
  const text = unquoted(found?.[2] ?? '')
  if (!Number.isFinite(at)) return null
  for (const understand of UNDERSTOOD) {
    const entry = understand(text, at)
    if (entry) return entry
  }
  return null
}

const LONGEST_LINE = 4_000
const LONGEST_TEXT = 400
const SIGN = /[Hh]ook|\] Plugin |completed with status/

type Understand = (text: string, at: number) => LogEntry | null

const UNDERSTOOD: readonly Understand[] = [
  ran,
  posted,
  ended,
  httpSkipped,
  ifSkipped,
  allSkipped,
  read,
  registered,
  notLoaded,
  leftOut,
  twice,
  failed,
]

const RAN =
  /^Hooks: (\w+)(?::(\S+))? \[(.*)\](?: \(plugin (\S+)\))? (finished with status (\d+)|timed out after \d+ms|cancelled|moved to the background) \((\d+)ms\)$/s

function ran(text: string, at: number): LogEntry | null {
  const found = RAN.exec(text)
  if (!found) return null
  const [, event = '', subject, command = '', plugin, how = '', status, ms] = found
  return {
    ...{ is: 'ran', at, event, subject: subject ?? null, command: short(command), plugin: plugin ?? null },
    outcome: OUTCOMES.find(([beginning]) => how.startsWith(beginning))?.[1] ?? 'finished',
    status: status === undefined ? null : Number(status),
    ms: Number(ms),
  }
}

const OUTCOMES = [
  ['timed out', 'timed out'],
  ['cancelled', 'cancelled'],
  ['moved', 'in the background'],
] as const

function posted(text: string, at: number): LogEntry | null {
  const found = /^Hooks: HTTP hook POST to (\S+)/.exec(text)
  return found ? { is: 'posted', at, url: short(found[1] ?? '') } : null
}

/** Those of SessionEnd are told in other words, without a time. */
function ended(text: string, at: number): LogEntry | null {
  const found = /^(\w+)(?::(\S+))? \[(.*)\] completed with status (\d+)$/s.exec(text)
  if (!found) return null
  const [, event = '', subject, command = '', status] = found
  return {
    is: 'ran',
    at,
    event,
    subject: subject ?? null,
    command: short(command),
    plugin: null,
    outcome: 'finished',
    status: Number(status),
    ms: null,
  }
}

function httpSkipped(text: string, at: number): LogEntry | null {
  const found = /^Skipping HTTP hook (\S+) . (.*)$/.exec(text)
  const why = found?.[2] ?? ''
  if (!found) return null
  const last = why.slice(why.lastIndexOf(' ') + 1)
  return {
    is: 'skipped',
    at,
    what: short(found[1] ?? ''),
    why: short(why),
    event: /^[A-Z]\w+$/.test(last) ? last : null,
  }
}

function ifSkipped(text: string, at: number): LogEntry | null {
  const found = /^Skipping hook due to if condition "(.*)" not matching$/.exec(text)
  return found ? { is: 'skipped', at, what: short(found[1] ?? ''), why: 'its `if` did not match', event: null } : null
}

/** Written with `disableAllHooks`, too: the log gives the one reason for both. */
function allSkipped(text: string, at: number): LogEntry | null {
  const found = /^Skipping plugin hooks - (.*)$/.exec(text)
  return found ? { is: 'skipped', at, what: 'all hooks of plugins', why: short(found[1] ?? ''), event: null } : null
}

function read(text: string, at: number): LogEntry | null {
  const found =
    /^(?:Read hooks\.json|Loaded hooks from standard location) for plugin (\S+?)(?: \((enabled=\w+[^)]*)\))?: (.*)$/.exec(
      text,
    )
  return found
    ? {
        is: 'read',
        at,
        plugin: found[1] ?? '',
        file: short(found[3] ?? ''),
        registers: !/enabled=false/.test(found[2] ?? ''),
      }
    : null
}

function registered(text: string, at: number): LogEntry | null {
  const found = /^Registered (\d+) hooks from (\d+) plugins$/.exec(text)
  return found ? { is: 'registered', at, hooks: Number(found[1]), plugins: Number(found[2]) } : null
}

function notLoaded(text: string, at: number): LogEntry | null {
  const found = /^Failed to load hooks (?:for (\S+)|from .*? for (\S+)): (.*)$/.exec(text)
  return found
    ? {
        is: 'problem',
        at,
        plugin: found[1] ?? found[2] ?? null,
        message: short(`Its hooks could not be loaded: ${found[3]}`),
      }
    : null
}

function leftOut(text: string, at: number): LogEntry | null {
  const found = /^Plugin (\S+): (.*; entry ignored)$/.exec(text)
  return found ? { is: 'problem', at, plugin: found[1] ?? null, message: short(found[2] ?? '') } : null
}

function twice(text: string, at: number): LogEntry | null {
  const found = /^Hooks file .* in the manifest of plugin (\S+) names .*$/.exec(text)
  return found ? { is: 'problem', at, plugin: found[1] ?? null, message: short(text) } : null
}

function failed(text: string, at: number): LogEntry | null {
  const found = /^Hook (\w+)(?::(\S+))? \(\w+\) error: ?([\s\S]*)$/.exec(text)
  if (!found) return null
  return {
    is: 'failed',
    at,
    event: found[1] ?? '',
    subject: found[2] ?? null,
    message: short(
      (found[3] ?? '')
        .replace(/^status code \d+\s*/, '')
        .replace(/^stderr:\s*/, '')
        .trim(),
    ),
  }
}

/** A text of several lines is written as JSON. */
function unquoted(text: string): string {
  if (!text.startsWith('"')) return text
  try {
    return String(JSON.parse(text))
  } catch {
    return text.slice(1).replaceAll('\\n', '\n')
  }
}

const short = (text: string) => {
  const whole = masked(text)
  return whole.length > LONGEST_TEXT ? `${whole.slice(0, LONGEST_TEXT)}…` : whole
}
