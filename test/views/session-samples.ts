import type { Session } from '../../server/claude/types.ts'
import type { SessionsModel } from '../../server/plugins/sessions/report.ts'
import type { Holding, StaleFile } from '../../server/plugins/sessions/types.ts'
import * as samples from './samples.ts'

export const session = (over: Partial<Session> = {}): Session => ({
  pid: 4242,
  alive: true,
  sessionId: '9f4eb86f-8e47-40a6-83db-e51a2a6d776b',
  cwd: '/home/ada/dev/checkout',
  version: '2.1.329',
  startedAt: samples.NOW - 3_600_000,
  status: 'idle',
  driver: 'interactive',
  ...over,
})

export const staleFile = (over: Partial<StaleFile> = {}): StaleFile => ({
  path: 'skills/speak/SKILL.md',
  component: 'skill',
  change: 'edited',
  changedAt: samples.NOW - 60_000,
  by: 'content',
  steps: [samples.command('/reload-skills')],
  remedy: '/reload-skills',
  verdict: samples.verdict({ remedy: ['/reload-skills'] }),
  ...over,
})

export const holding = (over: Partial<Holding> = {}): Holding => ({
  session: session(),
  plugin: 'voice@lab',
  folder: '/home/ada/.claude/plugins/cache/lab/voice/0.1.0',
  state: 'stale',
  asOf: samples.NOW - 3_600_000,
  by: 'start',
  files: [staleFile(), staleFile({ path: 'old.md', component: 'other', change: 'removed', by: 'time' })],
  steps: [samples.command('/reload-skills')],
  sentence: 'It still has 2 files as of 11:02.',
  unless: 'unless you have reloaded since',
  ...over,
})

export const sessionsModel = (over: Partial<SessionsModel> = {}): SessionsModel => ({
  shell: samples.shell(),
  sessions: [
    {
      session: session(),
      holdings: [
        holding(),
        holding({
          plugin: 'release@tools',
          state: 'other',
          files: [],
          sentence: 'It still runs 1.0.0; a new session would run 1.1.0.',
        }),
        holding({
          plugin: 'lint@tools',
          state: 'absent',
          folder: null,
          files: [],
          sentence: 'It began before this plugin was installed or enabled.',
        }),
        holding({
          plugin: 'calm@tools',
          state: 'current',
          files: [],
          steps: [],
          unless: null,
          sentence: 'It has the files as they are now.',
        }),
      ],
    },
    {
      session: session({ pid: 4243, cwd: null, version: null, status: null, driver: null, startedAt: null }),
      holdings: [],
    },
  ],
  plugin: null,
  pid: null,
  looking: null,
  ...over,
})
