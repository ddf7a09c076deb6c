import type { TrashLine, TrashLineModel, TrashModel } from '../../server/plugins/trash/model.ts'
import type { EmptyingModel, RestoreModel } from '../../server/plugins/trash/reviews.ts'
import * as samples from './samples.ts'

const summary = (over: Partial<NonNullable<TrashLine['summary']>> = {}): TrashLine['summary'] => ({
  at: samples.NOW - 60_000,
  direction: 'to-loaded',
  into: '/home/ada/.claude/plugins/cache/lab/voice/0.1.0',
  files: 3,
  bytes: 4_200,
  fingerprint: 'a1b2c3d4e5f60718',
  ...over,
})

export const line = (over: Partial<TrashLine> = {}): TrashLine => ({
  token: 'mwp6qddi-9aa22d84',
  at: samples.NOW - 60_000,
  state: 'kept',
  bytes: 4_200,
  action: samples.action(3, { summary: 'Synced 3 files', trash: 'mwp6qddi-9aa22d84' }),
  plugin: 'voice@lab',
  summary: summary(),
  kept: [
    { path: 'skills/speak/SKILL.md', what: 'replaced', kind: 'file', bytes: 4_000, files: 1 },
    { path: 'agents/critic.md', what: 'removed', kind: 'link', bytes: 0, files: 1 },
    { path: 'hooks/remind.mjs', what: 'mode', kind: 'file', bytes: 0, files: 1 },
  ],
  problem: null,
  ...over,
})

export const trashModel = (over: Partial<TrashModel> = {}): TrashModel => ({
  shell: samples.shell(),
  lines: [
    line(),
    line({ token: 'mwp6qddi-00000001', action: null }),
    line({
      token: 'mwp6qddi-00000002',
      summary: summary({ direction: 'clear', files: 1 }),
      kept: [{ path: 'lab/voice/0.0.9', what: 'removed', kind: 'folder', bytes: 12e6, files: 140 }],
    }),
    line({
      token: 'mwp6qddi-00000003',
      action: null,
      plugin: null,
      summary: null,
      state: 'damaged',
      problem: 'It cannot be read.',
    }),
  ],
  actions: 4,
  bytes: 12e6,
  limits: { days: 30, bytes: 1024 ** 3 },
  page: 2,
  pages: 3,
  strangers: [{ name: 'notes.txt', message: 'A file. Hotplug did not put it here and leaves it alone.' }],
  problem: null,
  folder: '/home/ada/.local/state/hotplug/trash',
  ...over,
})

export const trashLineModel = (over: Partial<TrashLineModel> = {}): TrashLineModel => ({
  shell: samples.shell(),
  line: line(),
  q: '',
  found: 3,
  ...over,
})

export const restoreModel = (over: Partial<RestoreModel> = {}): RestoreModel => ({
  shell: samples.shell(),
  name: 'mwp6qddi-9aa22d84',
  line: line(),
  files: ['skills/speak/SKILL.md', 'agents/critic.md'],
  plan: {
    fingerprint: 'a1b2c3d4e5f60718',
    paths: ['skills/speak/SKILL.md', 'agents/critic.md'],
    into: '/home/ada/dev/voice',
  },
  newer: [{ path: 'skills/speak/SKILL.md', at: samples.NOW - 180_000, was: 'edited' }],
  lost: [{ path: 'hooks/remind.mjs', message: 'The trash no longer holds it.' }],
  already: 0,
  problem: null,
  ...over,
})

export const emptyingModel = (over: Partial<EmptyingModel> = {}): EmptyingModel => ({
  shell: samples.shell(),
  lines: [line(), line({ action: null, state: 'emptied', problem: 'It is being removed.' })],
  actions: 400,
  bytes: 12e6,
  fingerprint: 'a1b2c3d4e5f60718',
  stays: 1,
  names: ['mwp6qddi-9aa22d84'],
  limits: null,
  ...over,
})
