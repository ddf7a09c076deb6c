import { fieldOf } from '../../claude/json.ts'
import { EVENTS } from '../hooks/events.ts'
import { type Blocking, blockingOf, stopsAt } from './consequences.ts'
import { effectsOf, type Part } from './effects.ts'
import { nameOf } from './names.ts'
import { asGiven } from './persisted.ts'
import type { Output, Run, Told } from './types.ts'

/**
 * What was run: the event, what it was given, and its command as Claude Code tells of it: with the plugin's folder in
 * place of its variable, and in some places as it is written.
 */
export type About = { event: string; type: string | null; input: unknown; command: string; written: string }

/** What a run says by its exit code and its output, one after the other. */
export function saidBy(about: About, run: Run, output: Output): Part[] {
  if (about.type === 'http' && run.code !== 0) return saidByCode(about, run)
  switch (output.kind) {
    case 'in the background':
      return [
        {
          outcome: 'in the background',
          happens:
            'Nobody waits for it: Claude Code goes on, and looks at what it prints afterwards with a later turn.',
          told: [],
        },
      ]
    case 'refused':
      return [
        ...saidByCode(about, run),
        { outcome: 'error', ...REFUSED, told: [tellYou(`${about.event} hook error: ${output.problems.join('; ')}`)] },
      ]
    case 'json':
      return [...saidByCode(about, run), ...saidByJson(about, output.value)]
    default:
      return [...saidByCode(about, run), ...saidByText(about, run, output)]
  }
}

const REFUSED = { happens: 'Nothing in the output counts: it is not what Claude Code reads.' }

function saidByCode(about: About, { code, stderr }: Run): Part[] {
  if (code === 0 || code === null) return []
  const words = stderr.trim() || 'No stderr output'
  if (code !== 2)
    return [
      {
        outcome: 'error',
        told: [tellYou(`${nameOf(about)} hook error: Failed with non-blocking status code: ${words}`)],
      },
    ]
  const blocking = blockingOf(about.event)
  if (!blocking) return [{ outcome: 'error', told: [tellYou(`[${about.command}]: ${words}`)] }]
  const { command } = about.event === 'PreCompact' ? asWritten(about) : about
  return [blocked(about, blocking, `[${command}]: ${words}`)]
}

function blocked(about: About, blocking: Blocking, said: string): Part {
  const words = blocking.words({ ...about, name: nameOf(about), said })
  return { outcome: 'blocks', happens: blocking.does, told: blocking.to === null ? [] : [{ to: blocking.to, words }] }
}

function saidByText(about: About, { code }: Run, output: Output): Part[] {
  if (output.kind !== 'text' || code !== 0) return []
  if (about.type === 'http')
    return [{ outcome: 'error', happens: 'The body is no JSON object, so nothing of it counts.', told: [] }]
  if (!EVENTS.get(about.event)?.context)
    return [
      {
        outcome: 'goes on',
        happens: `What it printed reaches nobody: of ${about.event}, plain text is not read.`,
        told: [],
      },
    ]
  const words = `${nameOf(about)} hook success: ${asGiven(output.text)}`
  return [{ outcome: 'goes on', happens: 'Claude is given what it printed.', told: [{ to: 'Claude', words }] }]
}

function saidByJson(about: About, value: Readonly<Record<string, unknown>>): Part[] {
  const text = (name: string) => {
    const found = fieldOf(value, name)
    return typeof found === 'string' && found !== '' ? found : null
  }
  const parts: Part[] = []
  if (value.decision === 'block') {
    const blocking = blockingOf(about.event)
    const reason = text('reason') ?? 'Blocked by hook'
    if (blocking)
      parts.push(
        blocked(asWritten(about), blocking, about.event === 'PreCompact' ? `[${about.written}]: ${reason}` : reason),
      )
    else
      parts.push({
        outcome: 'goes on',
        happens: `${about.event} cannot be blocked: the decision is ignored.`,
        told: [],
      })
  }
  if (value.continue === false) parts.push(stopped(about, text('stopReason')))
  const message = text('systemMessage')
  if (message !== null)
    parts.push({ outcome: 'goes on', happens: 'You are shown its message.', told: [tellYou(message)] })
  return [...parts, ...effectsOf(about, value)]
}

function stopped({ event }: About, reason: string | null): Part {
  if (!stopsAt(event))
    return { outcome: 'goes on', happens: `"continue": false changes nothing for ${event}.`, told: [] }
  return {
    outcome: 'stops',
    happens: 'Claude stops there: the turn is over.',
    told: [tellYou(`Operation stopped by hook${reason === null ? '' : `: ${reason}`}`)],
  }
}

const asWritten = (about: About): About => ({ ...about, command: about.written })

const tellYou = (words: string): Told => ({ to: 'you', words })
