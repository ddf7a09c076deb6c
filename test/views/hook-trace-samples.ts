import type { HookSubject } from '../../server/doctor/hooks/types.ts'
import type { ConditionModel } from '../../server/plugins/doctor/conditions/model.ts'
import type { HookCost, ShownLog } from '../../server/plugins/doctor/hook-traces.ts'
import type { HookSwitchModel } from '../../views/hook-switch.ts'
import * as samples from './samples.ts'

const PROJECT = '/home/ada/shop'
const SCRIPT = '/home/ada/dev/guard/hooks/check.sh'

const CONDITION = {
  kind: 'key' as const,
  file: `${PROJECT}/.claude/guard.json`,
  keys: ['checks', 'strict'],
  line: 4,
  now: 'false',
  needsMore: false,
  script: SCRIPT,
  id: '0a1b2c3d',
  switch: { becomes: 'active' as const, changes: [] },
}

/** Active and not, switched from here and not, read and unread. */
export const conditionModel = (): ConditionModel => ({
  hook: 'a1b2c3d4e5f6',
  projects: [
    {
      project: { id: '01234567', folder: PROJECT, why: 'this project' },
      state: 'not active',
      conditions: [
        { ...CONDITION, refused: null },
        {
          ...CONDITION,
          id: '1',
          kind: 'flag',
          keys: [],
          file: '/home/ada/.strict',
          refused: 'It lies outside of this project.',
        },
      ],
    },
    {
      project: { id: '76543210', folder: '/home/ada/blog', why: 'a session is there' },
      state: 'active',
      conditions: [
        { ...CONDITION, id: '2', kind: 'field', file: '/home/ada/blog/.claude/guard.local.md', refused: null },
      ],
    },
  ],
  unread: [{ script: SCRIPT, line: 7, why: 'its jq filter is more than a key' }],
})

export const hookCost = (over: Partial<HookCost> = {}): HookCost => ({
  measured: { times: 3, typical: 12, slowest: 1040, last: [12, 9, 1040] },
  own: { times: 7, typical: 3, slowest: 9 },
  event: {
    event: 'PreToolUse',
    measured: { times: 3, typical: 14, slowest: 1040, whole: 0, since: samples.NOW - 60_000 },
    bench: { hooks: 1, of: 2, slowest: 11 },
  },
  ...over,
})

export const hookLogs = (): readonly ShownLog[] => [
  {
    session: '5a1dba1e-75d3-4636-b9f8-802aba58d269',
    at: samples.NOW - 60_000,
    pid: 4242,
    folder: PROJECT,
    registered: true,
    posts: 2,
    runs: [
      {
        is: 'ran',
        at: samples.NOW,
        event: 'PreToolUse',
        subject: 'Read',
        command: 'check.sh',
        plugin: 'guard@lab',
        outcome: 'finished',
        status: 2,
        ms: 12,
      },
      {
        is: 'ran',
        at: samples.NOW,
        event: 'PreToolUse',
        subject: null,
        command: 'check.sh',
        plugin: null,
        outcome: 'timed out',
        status: null,
        ms: null,
      },
    ],
    passed: [{ subject: 'Write', times: 2, why: 'did not match' }],
    skipped: [{ why: 'its `if` did not match', times: 1 }],
    problems: ['hooks.Nonsense: unknown hook event; entry ignored'],
    passedOver: 4_000_000,
  },
]

/** As much of the hook as the page looks at. */
const SUBJECT = { hook: { event: 'PreToolUse', handler: {} } } as HookSubject

export const switchModel = (): HookSwitchModel => ({
  shell: samples.shell(),
  hook: 'a1b2c3d4e5f6',
  shown: {
    plan: {
      hook: SUBJECT,
      project: { id: '01234567', folder: PROJECT, why: 'this project' },
      condition: CONDITION,
      becomes: 'active',
      files: [],
      fingerprint: 'a1b2c3d4e5f60718',
    },
    command: 'bash check.sh',
    files: [
      {
        path: '.claude/guard.json',
        what: 'changed',
        patch: samples.patch('.claude/guard.json', '{"a":1}\n', '{"a":2}\n'),
      },
      { path: '.strict', what: 'created', patch: null },
    ],
  },
})
