import { defineCheck } from '../check.ts'
import { EVENTS } from '../hooks/events.ts'
import { atHook, measured } from '../hooks/found.ts'
import type { Hook, HookType } from '../hooks/types.ts'

export const check = defineCheck({
  name: 'hook-type-not-allowed',
  title: 'A type of hook that its event does not carry out',
  of: 'hook',
  evidence: measured(
    'An http hook of SessionStart is skipped without a word. Prompt and agent hooks fail at SessionStart and ' +
      'MessageDisplay, for there is no conversation, and are skipped without a word at PreCompact, PostCompact and SessionEnd.',
  ),
  *find({ hook }) {
    const rule = EVENTS.get(hook.event)
    if (!rule || !isType(hook.type) || rule.types.includes(hook.type)) return
    yield {
      ...atHook(hook, 'type'),
      severity: 'error',
      message: `${hook.event} carries out no ${hook.type} hooks.`,
      happens: outcome(hook),
      fix: `Use a ${rule.types[0]} hook for ${hook.event}; a script can send a request itself.`,
    }
  },
})

const TYPES: ReadonlySet<string> = new Set<HookType>(['command', 'http', 'prompt', 'agent', 'mcp_tool'])
const isType = (type: string | null): type is HookType => type !== null && TYPES.has(type)

const FAILING = new Set(['SessionStart', 'MessageDisplay'])

function outcome({ type, event }: Hook) {
  if ((type === 'prompt' || type === 'agent') && FAILING.has(event))
    return `It fails whenever ${event} comes: “${type}-type hooks are not supported for ${event} events”.`
  return 'It never runs, and nobody is told.'
}
