import type { InstallRecord } from '../../server/claude/types.ts'
import { sequenceFor } from '../../server/plugins/reinstall/sequence.ts'
import type { ReinstallModel, ReinstallPlan } from '../../server/plugins/reinstall/types.ts'
import * as samples from './samples.ts'

const RECORD: InstallRecord = {
  scope: 'project',
  projectPath: '/home/ada/dev/site',
  installPath: '/home/ada/.claude/plugins/cache/lab/voice/0.1.0',
  version: '0.1.0',
  installedAt: '2026-05-01T10:00:00.000Z',
  lastUpdated: null,
  gitCommitSha: 'a3e6cf20fb47dbf1bdb0489bd75cd7dd1f98500f',
}

const { commands } = sequenceFor({
  ...{ id: 'voice@lab', program: true, record: RECORD, projectThere: true, enabled: false, options: true },
  marketplace: { name: 'lab', kind: 'github', present: true },
  entry: { source: { kind: 'relative', path: './plugins/voice' } },
})

const PLAN: ReinstallPlan = {
  id: 'voice@lab',
  record: RECORD,
  others: [{ record: { ...RECORD, scope: 'user' }, sentence: 'The record for the user scope stays as it is.' }],
  commands,
  folder: '/home/ada/dev/site',
  enabled: false,
  edited: ['skills/speak/SKILL.md'],
  differing: 2,
  notes: ['It takes what the marketplace has.'],
  sessions: [
    {
      ...{ pid: 4711, alive: true, sessionId: null, cwd: '/home/ada/dev/site', version: '2.1.329' },
      ...{ startedAt: samples.NOW - 60_000, status: 'idle', driver: 'interactive' },
    },
  ],
  after: [samples.command('/reload-plugins')],
  fingerprint: '0123456789abcdef',
}

export const planned = (over: Partial<ReinstallPlan> = {}): ReinstallModel => ({
  shell: samples.shell(),
  id: 'voice@lab',
  planned: { id: 'voice@lab', plan: { ...PLAN, ...over }, cannot: null },
  run: null,
})

export const cannot = (sentence: string, next: string): ReinstallModel => ({
  shell: samples.shell(),
  id: 'voice@lab',
  planned: { id: 'voice@lab', plan: null, cannot: { sentence, next } },
  run: null,
})

export const underWay = (state: 'running' | 'done' | 'failed'): ReinstallModel => ({
  shell: samples.shell(),
  id: 'voice@lab',
  planned: null,
  run: {
    action: samples.action(7, { kind: 'reinstall', state, after: ['/reload-plugins', 'new session'] }),
    log: {
      ...{ scope: 'project', projectPath: '/home/ada/dev/site', installPath: RECORD.installPath, version: '0.1.0' },
      ...{ installedAt: null, enabled: false, aside: null, secrets: [], child: null },
      result: state === 'running' ? null : 'Run `claude plugin install voice@lab` to finish.',
      steps: [
        step('refresh', 'done', '✔ Successfully updated marketplace: lab\nfrom there'),
        step('uninstall', state, state === 'running' ? '' : '✘ Failed'),
        step('install', 'waiting', ''),
      ],
    },
  },
})

const step = (
  name: 'refresh' | 'uninstall' | 'install',
  state: 'waiting' | 'running' | 'done' | 'failed',
  output: string,
) => ({
  ...{ name, state, output, command: `claude plugin ${name} voice@lab`, why: 'Because.', folder: '/home/ada/dev/site' },
  milliseconds: state === 'done' ? 240 : null,
})
