import type { WhyModel } from '../../server/plugins/why/model.ts'
import type { InSession, Why } from '../../server/plugins/why/types.ts'
import { command, fileRow, NOW, planWithEverything, SYNC, shell } from './samples.ts'

const MINUTE = 60_000
const SOURCE = '/home/ada/dev/voice/skills/speak/SKILL.md'

const inSession = (pid: number, over: Partial<InSession> = {}): InSession => ({
  pid,
  cwd: '/home/ada/shop',
  version: '2.1.329',
  driver: 'interactive',
  ok: false,
  asOf: NOW - 20 * MINUTE,
  sentence: 'it still has what the file was before',
  unless: 'unless you have reloaded since',
  steps: [command('/reload-skills')],
  remedy: '/reload-skills',
  ...over,
})

export const why = (over: Partial<Why> = {}): Why => ({
  file: SOURCE,
  line: 12,
  plugin: 'voice@lab',
  component: 'skill',
  hops: [
    { hop: 'edited', ok: true, detail: 'last saved in the source', at: NOW - MINUTE, broken: false },
    { hop: 'source', ok: true, detail: SOURCE, at: NOW - MINUTE, broken: false },
    { hop: 'cache', ok: false, detail: 'the copy differs from the source', at: NOW - 60 * MINUTE, broken: true },
    { hop: 'loaded', ok: null, detail: 'Claude Code is taken to read the copy', at: null, broken: false },
    { hop: 'session', ok: false, detail: '1 of 3 running sessions have it', at: NOW, broken: false },
  ],
  broken: 'cache',
  answer: 'Not live: the copy differs from the source. See `hotplug diff`.',
  remedy: 'sync, then /reload-skills',
  steps: [SYNC, command('/reload-skills'), command('claude plugin enable voice@lab')],
  rule: fileRow('skills/speak/SKILL.md').verdict?.rule ?? null,
  basis: { measured: false, basis: '2.1.329', change: 'edited' },
  ground: 'Measured with `claude plugin install`, 2.1.329.',
  session: null,
  sessions: [
    inSession(4242),
    inSession(4243, { ok: true, unless: null, steps: [], remedy: 'none', sentence: 'it has this very content' }),
    inSession(4244, { ok: null, cwd: null, asOf: null }),
  ],
  isCopyEdited: true,
  notes: ['/home/ada/voice is a link.'],
  suggestions: ['/home/ada/dev/voice/skills/sing/SKILL.md'],
  ...over,
})

export const whyModel = (over: Partial<WhyModel> = {}): WhyModel => ({
  shell: shell(),
  query: { file: SOURCE, session: null },
  why: why(),
  refusal: null,
  lately: [],
  living: [
    {
      pid: 4242,
      alive: true,
      sessionId: null,
      cwd: '/home/ada/shop',
      version: '2.1.329',
      startedAt: NOW,
      status: 'idle',
      driver: 'interactive',
    },
  ],
  plan: planWithEverything(),
  ...over,
})

export const nothingAsked = (over: Partial<WhyModel> = {}): WhyModel =>
  whyModel({
    query: { file: '', session: null },
    why: null,
    lately: [{ path: SOURCE, plugin: 'voice@lab', at: NOW - MINUTE }],
    ...over,
  })
