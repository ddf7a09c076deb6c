import { masked } from '../../../claude/masked.ts'
import { defaultTimeout } from '../../../doctor/hooks/events.ts'
import { meaningOf } from '../../../doctor/hooks/matcher.ts'
import { sameRun } from '../../../doctor/hooks/order.ts'
import type { Hook, HookSubject } from '../../../doctor/hooks/types.ts'
import { pathBelow } from '../../../trees/inside.ts'
import type { ShownFinding } from '../types.ts'
import type { ShownHook } from './types.ts'

/** How hooks are shown, with what is known of all of them together. */
export function showHooks(hooks: readonly HookSubject[], findings: readonly ShownFinding[]) {
  const heard = findings.filter(({ muted, hook }) => muted === null && hook !== undefined)
  const found = Map.groupBy(heard, ({ hook }) => hook ?? '')
  const running = hooks.filter(({ effect }) => effect.state === 'in effect')
  const same = Map.groupBy(running, ({ hook }) => sameRun(hook))
  return ({ hook, place, effect, onlyIn }: HookSubject): ShownHook => ({
    hook: { ...hook, handler: maskedValue(hook.handler) as Hook['handler'] },
    below: place.kind === 'plugin' && onlyIn !== 'loaded copy' ? pathBelow(place.root, hook.file) : null,
    does: masked(doesOf(hook)),
    meaning: meaningOf(hook.event, hook.matcher),
    timeout: timeoutOf(hook),
    effect,
    onlyIn: onlyIn ?? null,
    found: foundAt(found.get(hook.id)),
    same: effect.state === 'in effect' ? (same.get(sameRun(hook))?.length ?? 1) : 1,
  })
}

/** Findings come the gravest first. */
function foundAt(findings: readonly ShownFinding[] = []): ShownHook['found'] {
  const [first] = findings
  return first ? { severity: first.severity, amount: findings.length } : null
}

function timeoutOf({ event, type, timeout }: Hook): ShownHook['timeout'] {
  if (timeout !== null) return { seconds: timeout, assumed: false }
  const seconds = defaultTimeout(event, type)
  return seconds === null ? null : { seconds, assumed: true }
}

const LONGEST = 400

/** What stands for it in a list: its command, its address, its question or its tool. */
function doesOf({ type, handler }: Hook): string {
  const { command, args, url, prompt, server, tool } = handler
  const listed = Array.isArray(args) ? args.filter((one) => typeof one === 'string') : []
  const told = new Map([
    ['command', [command, ...listed]],
    ['http', [url]],
    ['mcp_tool', [server, tool]],
  ])
  const text = (told.get(type ?? '') ?? [prompt]).filter((one) => typeof one === 'string').join(' ')
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

/** Names of fields stay: they tell what `masked` has to look for. */
export function maskedValue(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return masked(`${name}: ${value}`).slice(name.length + 2)
  if (Array.isArray(value)) return value.map((one) => maskedValue(one, name))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, maskedValue(one, key)]))
}
