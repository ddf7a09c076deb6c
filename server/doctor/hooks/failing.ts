import { EVENTS } from './events.ts'
import type { HookSubject } from './types.ts'

const EXIT_CODES: Readonly<Record<Failure, string>> = {
  missing: '',
  'not executable': ' (exit code 126)',
  'not understood': '',
  'no interpreter': ' (exit code 127)',
}

type Failure = 'missing' | 'not executable' | 'not understood' | 'no interpreter'

/** What it means for a session that a hook cannot run. */
export function failing({ hook, launch }: HookSubject, failure: Failure): string {
  if (hook.handler.async === true) return 'It fails in the background, and nobody is told.'
  const code = launch?.form === 'exec' ? '' : EXIT_CODES[failure]
  return `It fails whenever ${hook.event} comes${code}; Claude Code shows a hook error and goes on without it.`
}

/** Shells end with 2 where they do not understand a script, which is how a hook says that it blocks. */
export function misunderstood(subject: HookSubject, interpreter: string | undefined): string {
  const isAlone = !/[|;&\n]/.test(String(subject.hook.handler.command))
  const blocks = isAlone && EVENTS.get(subject.hook.event)?.blocks && /^(?:ba|da|k|a)?sh$/.test(interpreter ?? '')
  if (!blocks || subject.hook.handler.async === true) return failing(subject, 'not understood')
  return `The shell ends with exit code 2, by which a ${subject.hook.event} hook blocks: Claude Code stops there each time.`
}
