import { defineCheck } from '../check.ts'
import { defaultTimeout } from '../hooks/events.ts'
import { faultsOf } from '../hooks/faults.ts'
import { lossOf, measured } from '../hooks/found.ts'
import type { Hook, HookFileSubject } from '../hooks/types.ts'

export const check = defineCheck({
  name: 'hook-timeout',
  title: 'A timeout that is not what it looks like',
  of: 'hook file',
  evidence: measured(
    'A timeout of 0, a negative one or a text is not replaced by the default: Claude Code refuses the entry. ' +
      'Timeouts are seconds, also fractions of them, and have no upper limit.',
  ),
  *find(subject) {
    for (const { event, at, says } of faultsOf(subject, 'timeout'))
      yield {
        key: at.join(' '),
        severity: 'error',
        file: subject.file,
        line: subject.lineOf(at),
        about: `${event} hook`,
        message: `“${event}” ${says}, which is no number of seconds above 0.`,
        happens: lossOf(event, subject),
        fix: `Write seconds as a number, or leave it out: the default is ${defaultOf(event, subject, at.join(' '))}.`,
      }
    for (const hook of subject.hooks) yield* inMilliseconds(hook)
  },
})

const LONGEST_MEANT = 1000

function defaultOf(event: string, { hooks }: HookFileSubject, at: string) {
  const seconds = defaultTimeout(event, hooks.find((hook) => hook.at.join(' ') === at)?.type ?? null)
  return seconds === null ? 'Claude Code’s own' : `${seconds} seconds`
}

/** Whoever writes 5000 means five seconds. */
function* inMilliseconds({ event, timeout, file, line, id, at }: Hook) {
  if (timeout === null || timeout < LONGEST_MEANT) return
  yield {
    key: `${at.join(' ')} long`,
    severity: 'warning' as const,
    file,
    line,
    about: `${event} hook`,
    hook: id,
    message: `A timeout of ${timeout} is in seconds, and so ${spoken(timeout)}.`,
    happens: 'When the hook hangs, the session waits for it that long.',
    fix: timeout % 1000 === 0 ? `Write ${timeout / 1000} if milliseconds were meant.` : 'Write it in seconds.',
  }
}

function spoken(seconds: number) {
  if (seconds > 172_800) return `${Math.round(seconds / 86_400).toLocaleString('en')} days`
  return seconds >= 7200 ? `${Math.round(seconds / 3600)} hours` : `${Math.round(seconds / 60)} minutes`
}
