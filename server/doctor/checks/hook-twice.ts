import { defineCheck } from '../check.ts'
import { atHook, measured } from '../hooks/found.ts'
import type { Hook } from '../hooks/types.ts'

export const check = defineCheck({
  name: 'hook-twice',
  title: 'The same hook twice',
  of: 'everything',
  evidence: measured(
    'The same command for the same event runs once in a plugin, wherever it stands in it and whatever its timeouts are, ' +
      'and once for all settings files together. Hooks of different plugins are never the same.',
  ),
  *find({ hooks }) {
    const known = new Map<string, Hook>()
    for (const { hook } of hooks) {
      const same = sameness(hook)
      const first = same === null ? undefined : known.get(same)
      if (same !== null && !first) known.set(same, hook)
      if (!first) continue
      yield {
        ...atHook(hook, 'again'),
        severity: first.file === hook.file || hook.owner.kind === 'plugin' ? 'warning' : 'note',
        message: `The same hook of ${hook.event} stands in ${whereOf(first, hook)} already.`,
        happens: 'Claude Code runs it once, and it is not said which of the two it is: of their timeouts, one counts.',
        fix: 'Remove one of the two; with another argument, they would be two hooks.',
      }
    }
  },
})

/** Null for those that are never taken for the same: with a matcher, it depends on the event. */
function sameness({ owner, event, matcher, type, handler }: Hook): string | null {
  if (type !== 'command' || owner.kind === 'skill' || owner.kind === 'agent' || owner.kind === 'command') return null
  const whose = owner.kind === 'plugin' ? owner.plugin : 'settings'
  const { command, args = null, shell = null, if: condition = null } = handler
  return JSON.stringify([whose, event, matcher === '*' ? '' : (matcher ?? ''), command, args, shell, condition])
}

function whereOf(first: Hook, hook: Hook) {
  const line = first.line === null ? '' : `line ${first.line}`
  const file = `“${first.file.split('/').slice(-2).join('/')}”`
  return first.file === hook.file ? line || 'this file' : `${file}${line && ` (${line})`}`
}
