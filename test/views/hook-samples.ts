import { EVENTS } from '../../server/doctor/hooks/events.ts'
import { meaningOf } from '../../server/doctor/hooks/matcher.ts'
import type { Hook } from '../../server/doctor/hooks/types.ts'
import type { HookModel, HooksModel, ShownHook } from '../../server/plugins/doctor/hooks/types.ts'
import * as doctor from './doctor-samples.ts'
import * as traces from './hook-trace-samples.ts'
import * as samples from './samples.ts'

const hook = (over: Partial<Hook>): Hook => ({
  id: 'a1b2c3d4e5f6',
  hash: '0011223344ff',
  owner: { kind: 'plugin', plugin: 'voice@lab', root: '/home/ada/dev/voice' },
  file: '/home/ada/dev/voice/hooks/hooks.json',
  at: ['hooks', 'PreToolUse', 0, 'hooks', 0],
  line: 7,
  event: 'PreToolUse',
  matcher: 'Write|Edit',
  type: 'command',
  handler: { type: 'command', command: 'hooks/check.sh' },
  timeout: null,
  ...over,
})

export function shownHook(of: Partial<Hook> = {}, over: Partial<ShownHook> = {}): ShownHook {
  const one = hook(of)
  return {
    hook: one,
    below: one.owner.kind === 'plugin' ? 'hooks/hooks.json' : null,
    does: String(one.handler.command ?? ''),
    meaning: meaningOf(one.event, one.matcher),
    timeout: { seconds: 600, assumed: true },
    effect: { state: 'in effect' },
    onlyIn: null,
    found: null,
    same: 1,
    ...over,
  }
}

const skill = { kind: 'skill' as const, name: 'voice:careful', plugin: 'voice@lab', root: '/home/ada/dev/voice' }
const settings = { kind: 'settings' as const, layer: 'user' as const, project: null, root: null }

/** Of every owner, in effect and not, with every kind of matcher. */
export const shownHooks = (): ShownHook[] => [
  shownHook({ id: '1', owner: settings }, { same: 2 }),
  shownHook({}, { found: { severity: 'error', amount: 2 } }),
  shownHook(
    { id: '2', matcher: 'mcp__.*', handler: { async: true } },
    { effect: { state: 'not in effect', why: 'voice@lab is not enabled.' }, timeout: { seconds: 5, assumed: false } },
  ),
  shownHook({ id: '3', matcher: '(', type: null }, { timeout: null }),
  shownHook(
    { id: '4', matcher: null, owner: skill },
    { effect: { state: 'in effect', when: 'From when it is invoked.' }, onlyIn: 'loaded copy' },
  ),
]

export const hooksModel = (over: Partial<HooksModel> = {}): HooksModel => ({
  shell: samples.shell(),
  query: { show: 'all', plugin: 'voice@lab', event: 'PreToolUse', q: 'check' },
  events: [
    {
      event: 'PreToolUse',
      rule: EVENTS.get('PreToolUse') ?? null,
      hooks: shownHooks(),
      cost: traces.hookCost().event,
    },
    { event: 'Unheard', rule: null, hooks: [shownHook({ id: '9', event: 'Unheard' }, { timeout: null })], cost: null },
  ],
  counts: { all: 6, effect: 5, off: 1, found: 1 },
  all: 9,
  looking: { done: 1, total: 3 },
  ...over,
})

export const hookModel = (over: Partial<HookModel> = {}): HookModel => ({
  shell: samples.shell(),
  shown: shownHook({}, { same: 2, effect: { state: 'not in effect', why: 'voice@lab is not enabled.' } }),
  rule: EVENTS.get('PreToolUse') ?? null,
  launch: {
    command: '/home/ada/dev/voice/hooks/check.sh',
    form: 'shell',
    program: { word: 'check.sh', path: null },
    programs: [],
    scripts: [
      {
        written: 'hooks/check.sh',
        path: '/home/ada/dev/voice/hooks/check.sh',
        state: 'file',
        via: 'root',
        isOptional: false,
        direct: true,
        executable: false,
        shebang: '#!/bin/sh',
        interpreter: { word: 'sh', path: '/bin/sh' },
        opening: { binary: false, byteOrderMark: false },
        carriageReturn: null,
        syntax: { state: 'ok' },
        modifiedAt: samples.NOW - 60_000,
      },
    ],
  },
  written: '{\n  "command": "hooks/check.sh"\n}',
  matches: { of: 'the name of the tool', values: ['Edit', 'Write'] },
  beside: shownHooks(),
  findings: doctor.findings(),
  condition: traces.conditionModel(),
  cost: traces.hookCost(),
  logs: traces.hookLogs(),
  bench: null,
  ...over,
})
