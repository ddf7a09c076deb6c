import type { CheckModel, CheckSaid, ChecksModel, DoctorModel } from '../../server/plugins/doctor/model.ts'
import type { ShownFinding } from '../../server/plugins/doctor/types.ts'
import * as samples from './samples.ts'

export const finding = (over: Partial<ShownFinding> = {}): ShownFinding => ({
  id: 'hook-script-missing-0a1b2c3d',
  check: 'hook-script-missing',
  severity: 'error',
  plugin: 'voice@lab',
  file: '/home/ada/dev/voice/hooks/hooks.json',
  below: 'hooks/hooks.json',
  line: 7,
  about: 'Stop hook',
  hook: 'a1b2c3d4e5f6',
  message: 'Its script `hooks/gone.sh` is missing.',
  happens: 'Claude Code says that the hook failed, and goes on.',
  fix: 'Write the script, or correct its path.',
  muted: null,
  ...over,
})

const MUTED = { reason: 'It is made by the build.', at: samples.NOW - 86_400_000 }

/** Of every kind: in a plugin and outside, with and without a line, muted and not. */
export const findings = (): ShownFinding[] => [
  finding(),
  finding({ id: 'b', severity: 'warning', about: 'skill say', hook: '', definition: 'f6e5d4c3b2a1', line: null }),
  finding({ id: 'c', severity: 'note', plugin: null, below: null, file: '/home/ada/.claude/settings.json' }),
  finding({ id: 'd', muted: MUTED }),
]

export const doctorModel = (over: Partial<DoctorModel> = {}): DoctorModel => ({
  shell: samples.shell(),
  query: { show: 'all', plugin: null, q: '' },
  findings: findings(),
  tally: { error: 1, warning: 1, note: 1, muted: 1 },
  gone: [],
  looking: null,
  examined: { plugins: 12, hooks: 34, definitions: 56, checks: 50 },
  ...over,
})

/** With everything that such a page can show. */
export const mutedModel = () =>
  doctorModel({
    query: { show: 'muted', plugin: 'voice@lab', q: 'script' },
    looking: { done: 3, total: 12 },
    gone: [
      {
        finding: 'hook-script-missing-99999999',
        check_name: 'hook-script-missing',
        plugin: 'voice@lab',
        message: 'Its script `hooks/old.sh` is missing.',
        ...MUTED,
      },
    ],
  })

export const check: CheckSaid = {
  name: 'hook-script-missing',
  title: 'A hook’s script is missing',
  of: 'hook',
  evidence: {
    how: 'measured',
    version: '2.1.329',
    says: 'The shell says `not found`, and Claude Code goes on.',
    shownBy: 'claude/doctor-hooks.test.ts',
  },
}

export const checkModel = (over: Partial<CheckModel> = {}): CheckModel => ({
  shell: samples.shell(),
  check,
  findings: findings(),
  ...over,
})

export const checksModel = (): ChecksModel => ({
  shell: samples.shell(),
  checks: [
    { check, amount: 3 },
    { check: { ...check, name: 'other', of: 'everything' }, amount: 0 },
  ],
})
