import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import type { Isolated } from './isolated.ts'
import { type Model, type Received, textIn } from './model.ts'
import { type PendingTurn, pendingTurn } from './turn.ts'

/** What one message to a session led to. */
export type Turn = {
  /** Every request it made, the subagents' and side ones included; empty for a command that Claude Code carries out itself. */
  readonly requests: readonly Received[]
  /** All the text that reached the model in them. */
  readonly received: string
  /** What Claude Code said in the end: the model's answer, or what a command of its own printed. */
  readonly result: string
}

/** A headless session, kept open. */
export type Session = {
  readonly pid: number
  /** One message at a time; resolves when the session is idle again, rejects with SessionFailed. */
  readonly say: (text: string) => Promise<Turn>
  /** Resolves when the session certainly watches its files: an edit in its first four seconds can be missed for good. */
  readonly watching: () => Promise<void>
  readonly close: () => Promise<void>
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

/** `args` go to `claude` beside those that make it a session; `timeout` is in milliseconds, for one turn. */
export type SessionOptions = { args?: readonly string[]; timeout?: number }

/** The session ended or fell silent in a turn; the message ends with what it printed last. */
export class SessionFailed extends Error {
  override readonly name = 'SessionFailed'
}

const STREAM = ['-p', '--input-format', 'stream-json', '--output-format', 'stream-json', '--verbose']
const ARMED_AFTER = 5000
/** On a machine that is slow, so many times as long as the first turn took from the start. */
const ARMED_AFTER_FIRST_TURNS = 4
const CLOSED_WITHIN = 5000
/** The output ends after the exit, or never when a process that the session started keeps it open. */
const LAST_WORDS_WITHIN = 1000

export function openSession(isolated: Isolated, model: Model, options: SessionOptions = {}): Session {
  const { args = [], timeout = 60_000 } = options
  const openedAt = Date.now()
  let firstTurn: number | null = null
  const child = spawn(isolated.program, [...STREAM, '--replay-user-messages', ...args], {
    cwd: isolated.project,
    env: { ...isolated.env, CLAUDE_CODE_EMIT_SESSION_STATE_EVENTS: '1' },
  })
  const ended = Promise.withResolvers<string>()
  child.on('error', (error) => ended.resolve(`could not be started: ${error.message}`))
  const tellEnd = (code: number | null, signal: string | null) =>
    ended.resolve(`ended (${signal ?? `exit code ${code}`})`)
  child.on('close', tellEnd)
  child.on('exit', (code, signal) => {
    const lastWords = setTimeout(tellEnd, LAST_WORDS_WITHIN, code, signal)
    child.on('close', () => clearTimeout(lastWords))
  })
  child.stdin.on('error', () => {}) // A message to an ended session; `ended` tells what happened.

  const printed = keepLast(20)
  createInterface(child.stderr).on('line', printed.add)
  let turn: PendingTurn | null = null
  createInterface(child.stdout).on('line', (line) => {
    printed.add(line.slice(0, 500))
    turn?.hear(line)
  })

  async function say(text: string): Promise<Turn> {
    if (turn) throw new SessionFailed('the session is still busy with the message before')
    const before = model.requests.length
    const silence = new AbortController()
    turn = pendingTurn(text)
    child.stdin.write(turn.line)
    try {
      const outcome = await Promise.race([
        turn.result.then((result) => ({ result })),
        ended.promise,
        pause(timeout, `said nothing final for ${timeout} ms`, { signal: silence.signal }),
      ])
      if (typeof outcome === 'string') throw new SessionFailed(`After "${text}" claude ${outcome}\n${printed.text()}`)
      firstTurn ??= Date.now() - openedAt
      const requests = model.requests.slice(before)
      return { requests, received: textIn(requests.map(({ body }) => body)), result: outcome.result }
    } finally {
      silence.abort()
      turn = null
    }
  }

  async function watching() {
    const armed = openedAt + Math.max(ARMED_AFTER, (firstTurn ?? 0) * ARMED_AFTER_FIRST_TURNS)
    const waiting = new AbortController()
    const outcome = await Promise.race([
      pause(Math.max(0, armed - Date.now()), null, { signal: waiting.signal }),
      ended.promise,
    ])
    waiting.abort()
    if (outcome !== null) throw new SessionFailed(`claude ${outcome}\n${printed.text()}`)
  }

  async function close() {
    child.stdin.end()
    const kill = setTimeout(() => child.kill('SIGKILL'), CLOSED_WITHIN)
    await ended.promise
    clearTimeout(kill)
  }

  return {
    pid: child.pid ?? 0,
    say,
    watching,
    close,
    [Symbol.asyncDispose]: close,
  }
}

function keepLast(count: number) {
  const lines: string[] = []
  return {
    add: (line: string) => void (lines.push(line) > count && lines.shift()),
    text: () => lines.join('\n'),
  }
}
