import type { Evidence, Found } from '../types.ts'
import type { Hook, HookFileSubject } from './types.ts'

/** Where a finding about a hook stands; `part` tells several about the same hook apart. */
export function atHook(
  { event, at, file, line, id }: Hook,
  part = '',
): Pick<Found, 'key' | 'file' | 'line' | 'about' | 'hook'> {
  const position = at.filter((key) => typeof key === 'number').join(' ')
  return { key: [event, position, part].filter(Boolean).join(' '), file, line, about: `${event} hook`, hook: id }
}

/** How it is known, where a test shows it with the real program. */
export const measured = (says: string, shownBy = 'claude/doctor-hooks.test.ts'): Evidence => ({
  how: 'measured',
  version: '2.1.329',
  says,
  shownBy,
})

/** A part of a command or file in a sentence, however long it is. */
export const quoted = (text: string): string =>
  `“${text.length > 80 ? `${text.slice(0, 24)}…${text.slice(-55)}` : text}”`

/** What might guard permissions takes all that stands around it along when it is wrong (measured with 2.1.329). */
export const GUARDS: ReadonlySet<string> = new Set(['PreToolUse', 'PermissionRequest'])

/**
 * What is lost with an entry that Claude Code refuses. Where it may be what guards permissions, it refuses all that
 * stands around it as well.
 */
export function lossOf(event: string, { how, hooks }: Pick<HookFileSubject, 'how' | 'hooks'>): string {
  const isGuard = GUARDS.has(event)
  const because = `a broken ${event} hook might be what guards permissions.`
  if (isGuard && how === 'settings') return `Claude Code leaves out this whole settings file: ${because}`
  if (isGuard && how !== 'frontmatter')
    return `Claude Code leaves out the whole plugin, its skills and commands as well: ${because}`
  if (isGuard && hooks[0]?.owner.kind === 'skill')
    return `Claude Code loads the skill without any of its hooks, and without the tools that it allows: ${because}`
  return 'Claude Code leaves this entry out and carries on with the others.'
}
