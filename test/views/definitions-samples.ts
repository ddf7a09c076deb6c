import type { DefinitionRow, DefinitionsModel } from '../../server/plugins/doctor/definitions-model.ts'
import { definitionModel } from './definition-samples.ts'
import * as samples from './samples.ts'

const { definition } = definitionModel()
const user = { ...definition, id: 'b', name: 'say', place: { kind: 'user' as const, root: '/home/ada/.claude' } }
const NONE = { error: 0, warning: 0, note: 0, muted: 0 }

/** One of every standing. */
export const rows = (): DefinitionRow[] => [
  { definition, standing: { state: 'wins', over: [user] }, tally: { ...NONE, warning: 2 } },
  { definition: user, standing: { state: 'wins', over: [] }, tally: NONE },
  {
    definition: { ...user, id: 'c', kind: 'command' },
    standing: { state: 'loses', to: user, why: 'A skill is taken before a command of the same name.' },
    tally: NONE,
  },
  {
    definition: { ...user, id: 'd', kind: 'agent', name: 'critic' },
    standing: { state: 'undecided', among: [user, user] },
    tally: NONE,
  },
  { definition: { ...user, id: 'e' }, standing: { state: 'same file', as: user }, tally: NONE },
  {
    definition: { ...user, id: 'f' },
    standing: { state: 'off', why: 'Only SKILL.md is read, not skill.md.' },
    tally: { ...NONE, error: 1 },
  },
  {
    definition: {
      ...definition,
      id: 'g',
      description: { text: '', from: 'nothing' },
      use: { claude: true, people: false, tools: [] },
    },
    standing: { state: 'wins', over: [] },
    tally: NONE,
  },
]

export const definitionsModel = (over: Partial<DefinitionsModel> = {}): DefinitionsModel => ({
  shell: samples.shell(),
  query: { kind: 'all', show: 'all', sort: 'name', plugin: null, q: '' },
  rows: rows(),
  counts: { all: 7, used: 4, unused: 3, skill: 5, command: 1, agent: 1, 'output style': 0 },
  cost: {
    all: { alwaysOn: 2400, onInvoke: 90 },
    places: [
      { place: 'plugin', plugin: 'voice@lab', amount: 2, cost: { alwaysOn: 2388, onInvoke: 56 } },
      { place: 'user', plugin: null, amount: 2, cost: { alwaysOn: 12, onInvoke: 34 } },
    ],
  },
  looking: null,
  measuredWith: null,
  ...over,
})
