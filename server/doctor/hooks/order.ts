import { EVENTS } from './events.ts'
import type { Hook, HookSubject } from './types.ts'

/**
 * About as Claude Code starts them: the administrator's first, then those of the user's settings, the project's, the
 * local ones, the plugins', and what a skill has brought along. It waits for none of them before it starts the next, so
 * neighbours may overtake each other (2.1.329: by the numbers of their processes, in eight prompts out of eight).
 */
export const inStartingOrder = (hooks: readonly HookSubject[]): HookSubject[] =>
  [...hooks].sort((one, other) => rank(one.hook) - rank(other.hook))

const LAYERS = ['managed', 'user', 'project', 'local']

const rank = ({ owner }: Hook): number => {
  if (owner.kind === 'settings') return LAYERS.indexOf(owner.layer)
  return owner.kind === 'plugin' ? LAYERS.length : LAYERS.length + 1
}

const NAMES = [...EVENTS.keys()]

/** As a session meets them; those that are none come last, by name. */
export function byEvent(hooks: readonly HookSubject[]): [event: string, hooks: readonly HookSubject[]][] {
  const place = (event: string) => (EVENTS.has(event) ? NAMES.indexOf(event) : NAMES.length)
  return [...Map.groupBy(hooks, ({ hook }) => hook.event)].sort(
    ([one], [other]) => place(one) - place(other) || (one < other ? -1 : 1),
  )
}

/**
 * What makes two handlers one: the same event and command, whatever else they say, in any settings files, or in files of
 * the same plugin. Claude Code then runs it once, and each plugin's for itself (measured with 2.1.329).
 */
export function sameRun({ event, type, owner, handler }: Hook): string {
  const { command, args, url, prompt, server, tool } = handler
  const scope = owner.kind === 'plugin' ? owner.plugin : owner.kind === 'settings' ? 'settings' : owner.name
  return JSON.stringify([scope, owner.kind, event, type, command, args, url, prompt, server, tool])
}
