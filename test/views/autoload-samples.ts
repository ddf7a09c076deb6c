import { GROUPS } from '../../server/autoload/groups.ts'
import type { Intent } from '../../server/autoload/intent.ts'
import type { DecisionRow, DetectionRow } from '../../server/autoload-store.ts'
import type {
  ApprovalModel,
  AutoloadModel,
  GroupLine,
  HooksReview,
  InstructionsReview,
} from '../../server/loading/autoload-model.ts'
import type { LoadsModel } from '../../server/loading/history-model.ts'
import type { RulesModel, TryModel } from '../../server/loading/rules-model.ts'
import * as samples from './samples.ts'

/** What the pages of auto-loading are drawn from in tests. */

const PROJECT = '/home/ada/dev/shop'
const ID = 'sw-frontend@specweave'

export const decision = (over: Partial<DecisionRow> = {}): DecisionRow => ({
  ...{ id: 7, detection: 3, at: samples.NOW - 60_000, session: 'a-session', project: PROJECT, wrong: 0 },
  ...{ group_name: 'frontend', plugin: ID, outcome: 'loaded', why: `${ID} is installed and enabled.`, evidence: '{}' },
  ...over,
})

const detection = (over: Partial<DetectionRow> = {}): DetectionRow => ({
  ...{ id: 3, at: samples.NOW - 60_000, event: 'prompt', session: 'a-session', project: PROJECT, wrong: 0 },
  ...{ matches: '[]', suppressed: '[]', prompt: null, duration_ms: 24 },
  ...over,
})

export const group = (over: Partial<GroupLine> = {}): GroupLine => ({
  ...{
    name: 'frontend',
    title: 'Frontend',
    state: 'suggest',
    instead: false,
    says: 'Is suggested when it would help.',
  },
  plugins: [
    { id: ID, exists: true, installed: false, enabled: false, approved: false, refused: 'you said no' },
    { id: 'b@c', exists: false, installed: false, enabled: false, approved: true, refused: null },
    { id: 'd@e', exists: true, installed: true, enabled: true, approved: false, refused: null },
  ],
  candidates: [{ id: 'react@tools', score: 4, why: 'its name has “react”' }],
  keywords: ['react', 'vue'],
  signals: { prompt: (GROUPS[1] as (typeof GROUPS)[number]).prompt, project: [] },
  ...{ loading: false, failure: null, loadable: true, lowered: [{ signal: 'dashboard', times: 2 }] },
  last: decision(),
  ...over,
})

export const autoloadModel = (over: Partial<AutoloadModel> = {}): AutoloadModel => ({
  shell: samples.shell(),
  ...{ on: true, project: PROJECT, problems: [], refusals: [], marketplaces: 2 },
  groups: [
    group(),
    group({ state: 'auto', failure: 'It failed.' }),
    group({ state: 'off', loading: true, last: null }),
  ],
  hooks: { installed: true, enabled: true, state: 'outdated', why: ['Old.'], folder: '/state', lastRun: samples.NOW },
  instructions: { file: `${PROJECT}/CLAUDE.md`, state: 'absent', why: null },
  ...over,
})

export const approvalModel = (over: Partial<ApprovalModel> = {}): ApprovalModel => ({
  shell: samples.shell(),
  ...{ row: group(), instead: ID, shown: '0123456789abcdef', hooks: false },
  plugins: [
    {
      ...{ id: ID, description: 'Draws.', version: '1.0.0', from: 'acme/tools' },
      facts: { exists: true, installed: false, enabled: false, refused: 'you said no' },
    },
  ],
  ...over,
})

export const hooksReview = (): HooksReview => ({
  shell: samples.shell(),
  status: autoloadModel().hooks,
  plan: {
    folder: '/state/claude-plugin',
    files: [{ path: 'hotplug/hook.cjs', bytes: 170_000, changes: true }],
    events: [{ event: 'UserPromptSubmit', matcher: 'x', does: 'looks at the prompt' }],
    runs: '{ node hook.cjs; } || exit 0',
    commands: [['plugin', 'install', 'hotplug@hotplug']],
  },
  uninstall: null,
  shown: '0123456789abcdef',
})

export const hooksRemoval = (): HooksReview => ({
  ...hooksReview(),
  plan: null,
  uninstall: { commands: [['plugin', 'uninstall', 'hotplug@hotplug']], folder: '/state/claude-plugin' },
})

export const instructionsReview = (): InstructionsReview => ({
  ...{ shell: samples.shell(), folder: PROJECT, refused: 'It is a link.' },
  result: {
    ...{ file: `${PROJECT}/CLAUDE.md`, state: 'absent', done: false, action: null, message: 'Would.', diff: '' },
    patch: samples.patch('CLAUDE.md', 'one\n', 'one\ntwo\n'),
    shown: '0123456789abcdef',
  },
})

export const PROMPT = 'make the dashboard faster, not the api'
const INTENT: Intent = {
  plugins: ['frontend'],
  ids: [ID],
  matches: [{ group: 'frontend', term: 'dashboard', offset: 9, length: 9, weight: 1, zone: 'prose' }],
  suppressed: [
    { group: 'backend', term: 'api', offset: 35, length: 3, zone: 'prose', why: 'negated', by: 'not', byOffset: 27 },
  ],
}

export const tryModel = (prompt = PROMPT): TryModel => ({
  shell: samples.shell(),
  project: PROJECT,
  titles: new Map([['frontend', 'Frontend']]),
  tried: {
    ...{ of: 'prompt', prompt, intent: INTENT, milliseconds: 1 },
    decisions: [{ group: 'frontend', plugin: ID, outcome: 'suggest', why: 'The group frontend only suggests.' }],
  },
})

export const triedProject = (): TryModel => ({
  ...tryModel(),
  tried: {
    ...{ of: 'project', milliseconds: 12, decisions: [] },
    detection: {
      ...{
        folder: PROJECT,
        plugins: ['frontend'],
        ids: [ID],
        files: 3,
        listedBy: 'git',
        problems: ['Bad.'],
        stopped: 'Time.',
      },
      matches: [
        {
          ...{ group: 'frontend', kind: 'dependency', says: 'React', seen: 'depends on react', file: 'package.json' },
          ...{ place: 'root', weight: 1, more: 2 },
        },
      ],
      suppressed: [{ group: 'ml', weight: 0.2, why: 'Not enough.' }],
    },
  },
})

export const rulesModel = (over: Partial<RulesModel> = {}): RulesModel => ({
  shell: samples.shell(),
  saved: { file: '/state/groups.yaml', text: 'a: {}', exists: true, shown: '0123456789abcdef', unreadable: 'Bad.' },
  faults: [],
  drafted: {
    ...{ text: 'frontend:\n  x: 1\n', group: 'frontend', state: 'auto', isChanged: true },
    problems: [{ message: 'x is not known here.', line: 2, column: 3 }],
    backtest: {
      ...{ anew: 3, byMatches: 2, stopped: true },
      rows: [{ group: 'frontend', now: 1, drafted: 2, gained: 1, lost: 0, loadsNow: 0, loadsThen: 2 }],
      examples: [{ prompt: PROMPT, gained: ['frontend'], lost: ['backend'] }],
    },
  },
  example: '# example',
  groups: [{ name: 'frontend', title: 'Frontend' }],
  keepsPrompts: false,
  kept: [{ name: '1700000000000.yaml', at: 1_700_000_000_000 }],
  ...over,
})

export const loadsModel = (over: Partial<LoadsModel> = {}): LoadsModel => ({
  shell: samples.shell(),
  query: {
    ...{ plugin: ID, group: 'frontend', session: 'a-session', project: PROJECT },
    ...{ outcome: null, span: 'all', before: null },
  },
  lines: [
    {
      decision: decision(),
      ...{ event: 'prompt', detectionMs: 24, prompt: PROMPT, judgeable: true },
      reasons: [
        {
          ...{ group: 'frontend', signal: 'dashboard', offset: 9, length: 9, weight: 1, zone: 'prose' },
          ...{ seen: null, why: null, by: null },
        },
        {
          ...{ group: 'frontend', signal: 'React', offset: null, length: null, weight: 1, zone: null },
          ...{ seen: 'package.json depends on react', why: null, by: null },
        },
      ],
      against: [
        {
          ...{ group: 'backend', signal: 'api', offset: 35, length: null, weight: null, zone: null },
          ...{ seen: null, why: 'negated', by: 'not' },
        },
      ],
      install: {
        ...{ id: 1, at: samples.NOW, plugin: ID, group_name: 'frontend', project: PROJECT, config: '/c' },
        ...{ outcome: 'failed', message: 'No network.', duration_ms: 1200, asked_by: 'hook' },
      },
      activations: [
        {
          id: 1,
          plugin: ID,
          session: 'a-session',
          installed_at: samples.NOW,
          active_from: samples.NOW,
          route: 'substitute',
        },
      ],
    },
  ],
  silent: [{ detection: detection({ prompt: PROMPT }), against: [] }],
  next: { at: 1, id: 2 },
  looked: 3000,
  figures: {
    latency: [1, 2, 3].map((index) => ({ at: samples.NOW + index, p50: 20 + index, p95: 60, amount: 4 })),
    ...{ p50: 21, p95: 60, measured: 12, asked: 40, wrong: 1, total: 50 },
    groups: [{ group: 'frontend', loaded: 12, suggested: 4, wrong: 1 }],
  },
  choices: {
    ...{ plugins: [ID], groups: ['frontend'], projects: [PROJECT] },
    sessions: [{ id: 'a-session', project: PROJECT, started_at: samples.NOW }],
  },
  here: PROJECT,
  limits: { days: 90, rows: 1_000_000 },
  keepsPrompts: true,
  ...over,
})
