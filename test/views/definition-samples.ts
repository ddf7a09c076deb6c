import { readFrontmatter } from '../../server/doctor/frontmatter.ts'
import type { DefinitionModel } from '../../server/plugins/doctor/definition-model.ts'
import type { TakenText, Trial } from '../../server/plugins/doctor/trial-types.ts'
import type { EditRow } from '../../server/plugins/edits/types.ts'
import * as doctor from './doctor-samples.ts'
import * as samples from './samples.ts'

const TEXT = '---\nname: say\ndescription: Says it.\nargument-hint: "[what]"\n---\n\nSay $ARGUMENTS.\nNow: !`date`\n'

const definition: DefinitionModel['definition'] = {
  ...{ id: 'f6e5d4c3b2a1', kind: 'skill', name: 'voice:say', aliases: ['say'], rank: 0 },
  file: '/home/ada/dev/voice/skills/say/SKILL.md',
  path: 'skills/say/SKILL.md',
  place: {
    ...{ kind: 'plugin', id: 'voice@lab', name: 'voice', root: '/home/ada/dev/voice', enabled: true },
    ...{ loaded: null, plugin: null, marketplace: null },
  },
  frontmatter: readFrontmatter(TEXT),
  description: { text: 'Says it.', from: 'description' },
  discovery: { state: 'discovered' },
  cost: { alwaysOn: 12, onInvoke: 34 },
  use: { claude: true, people: true, tools: ['Bash(date:*)'] },
  ...{ real: null, inode: '1:2', bytes: TEXT.length },
}

const taken: TakenText = {
  ...{ state: 'taken', way: 'typed', invoked: '/voice:say hello', apart: true, added: 1662, model: 'claude-opus-5-5' },
  text: 'Base directory for this skill: /home/ada/dev/voice/skills/say\n\nSay hello.\n',
  announced: '<command-name>/voice:say</command-name>',
  attached: [{ file: '/home/ada/dev/checkout/notes.txt', text: '1\tShort.' }],
}

const edit: EditRow = {
  ...{ id: 1, plugin: 'voice@lab', path: 'skills/say/SKILL.md', component: 'skill', change: 'edited' },
  ...{ saved_at: samples.NOW - 90_000, loaded_at: samples.NOW - 80_000, loaded_by: 'sync' },
  ...{ live_at: null, live_by: null },
}

export const trial = (outcome: Trial['outcome'] = taken): Trial => ({
  ...{ definition: 'f6e5d4c3b2a1', at: samples.NOW - 60_000, hash: '0123456789abcdef', given: 'hello', ran: false },
  version: '2.1.329',
  outcome,
})

/** With everything that such a page can show. */
export const definitionModel = (over: Partial<DefinitionModel> = {}): DefinitionModel => ({
  shell: samples.shell(),
  definition,
  standing: { state: 'wins', over: [definition] },
  text: { state: 'read', text: TEXT, hash: 'fedcba9876543210' },
  modifiedAt: samples.NOW - 3_600_000,
  files: {
    folder: '/home/ada/dev/voice/skills/say',
    files: [{ path: 'SKILL.md', below: 'skills/say/SKILL.md', size: 120, isLink: false }],
    isWhole: true,
  },
  needsSync: true,
  remedies: [{ of: 'text', verdict: samples.verdict() }],
  past: { edits: [edit], actions: [samples.action(1)] },
  findings: doctor.findings(),
  commands: ['date'],
  trial: trial(),
  isBusy: false,
  ...over,
})

export const otherModels = (): DefinitionModel[] => [
  definitionModel({
    trial: trial({ state: 'refused', sentence: 'Claude Code knows it not.', said: 'No such command.' }),
  }),
  definitionModel({
    trial: trial({ state: 'failed', sentence: 'It was cancelled.' }),
    standing: { state: 'loses', to: definition, why: 'A skill of the user goes first.' },
    definition: { ...definition, kind: 'agent', place: { kind: 'user', root: '/home/ada/.claude' } },
    ...{ past: null, files: null },
  }),
  definitionModel({
    trial: trial({ state: 'running' }),
    standing: { state: 'off', why: 'The plugin voice@lab is disabled.' },
    text: { state: 'unread', why: '/home/ada/dev/voice/skills/say/SKILL.md is not there any more.' },
  }),
  definitionModel({ standing: { state: 'undecided', among: [definition, definition] }, trial: null }),
]
