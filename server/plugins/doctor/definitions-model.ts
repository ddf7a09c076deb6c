import { MEASURED_WITH } from '../../doctor/definitions/shown-at.ts'
import { type Standing, standingsOf } from '../../doctor/definitions/standing.ts'
import type { Cost, Definition, DefinitionKind } from '../../doctor/definitions/types.ts'
import { only } from '../../doctor/examine.ts'
import type { Panel } from '../../panel.ts'
import { shellOf } from '../models.ts'
import type { Shell } from '../types.ts'
import { tallyOf } from './shown.ts'
import type { Known, Tally } from './types.ts'

export type DefinitionsQuery = {
  kind: DefinitionKind | 'all'
  show: 'all' | 'used' | 'unused'
  sort: 'name' | 'cost'
  plugin: string | null
  q: string
}

export type DefinitionRow = { definition: Definition; standing: Standing; tally: Tally }

export type DefinitionsModel = {
  shell: Shell
  query: DefinitionsQuery
  /** Those that pass the filters. */
  rows: readonly DefinitionRow[]
  /** Of those that the search and the plugin leave. */
  counts: Readonly<Record<DefinitionsQuery['kind'] | DefinitionsQuery['show'], number>>
  /** What those that are used cost, of all of them and of each place, the dearest first. */
  cost: { all: Cost; places: readonly PlaceCost[] }
  looking: Known['looking']
  /** The version whose rules are told, where another one is installed. */
  measuredWith: string | null
}

/** `plugin`: its id; null for the user's own and the project's, which `place` tells. */
export type PlaceCost = { place: 'plugin' | 'user' | 'project'; plugin: string | null; amount: number; cost: Cost }

export async function definitionsModel(panel: Panel, query: DefinitionsQuery): Promise<DefinitionsModel> {
  const { places, findings, looking } = await panel.doctor.soon()
  const all = places.flatMap(({ subjects }) => only(subjects, 'definition')).map(({ definition }) => definition)
  const standings = standingsOf(all)
  const found = Map.groupBy(findings, (finding) => finding.definition)
  const rows = all.map((definition) => ({
    definition,
    standing: standings.get(definition.id) ?? { state: 'off' as const, why: '' },
    tally: tallyOf(found.get(definition.id) ?? []),
  }))
  const sought = rows.filter(isSought(query))
  const used = rows.filter(isUsed).map(({ definition }) => definition)
  const { program } = panel.survey.inventory()
  const isOther = program !== null && program !== 'unknown' && program.version !== MEASURED_WITH
  return {
    shell: shellOf(panel),
    query,
    rows: sought.filter(isOfKind(query)).filter(SHOWN[query.show]).toSorted(ORDER[query.sort]),
    counts: countsOf(sought, query),
    cost: { all: sum(used), places: placeCosts(used) },
    looking,
    measuredWith: isOther ? MEASURED_WITH : null,
  }
}

const isUsed = ({ standing }: DefinitionRow) => standing.state === 'wins' || standing.state === 'undecided'

const SHOWN: Record<DefinitionsQuery['show'], (row: DefinitionRow) => boolean> = {
  all: () => true,
  used: isUsed,
  unused: (row) => !isUsed(row),
}

const ORDER: Record<DefinitionsQuery['sort'], (one: DefinitionRow, other: DefinitionRow) => number> = {
  name: ({ definition: one }, { definition: other }) =>
    one.name.localeCompare(other.name, 'en') || one.file.localeCompare(other.file, 'en'),
  cost: ({ definition: one }, { definition: other }) =>
    other.cost.alwaysOn - one.cost.alwaysOn ||
    other.cost.onInvoke - one.cost.onInvoke ||
    (one.name < other.name ? -1 : 1),
}

const isOfKind =
  ({ kind }: DefinitionsQuery) =>
  ({ definition }: DefinitionRow) =>
    kind === 'all' || definition.kind === kind

const isSought =
  ({ plugin, q }: DefinitionsQuery) =>
  ({ definition: { name, aliases, description, place, path } }: DefinitionRow) => {
    const from = place.kind === 'plugin' ? place.id : place.kind
    if (plugin !== null && from !== plugin) return false
    const text = [name, ...aliases, description.text, from, path].join(' ').toLowerCase()
    return q
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word))
  }

function countsOf(sought: readonly DefinitionRow[], query: DefinitionsQuery): DefinitionsModel['counts'] {
  const amount = (kind: DefinitionsQuery['kind'], show: DefinitionsQuery['show']) =>
    sought.filter(isOfKind({ ...query, kind })).filter(SHOWN[show]).length
  return {
    all: amount(query.kind, 'all'),
    used: amount(query.kind, 'used'),
    unused: amount(query.kind, 'unused'),
    skill: amount('skill', query.show),
    command: amount('command', query.show),
    agent: amount('agent', query.show),
    'output style': amount('output style', query.show),
  }
}

/** What is used stands in every session, what is not costs nothing. */
const sum = (used: readonly Definition[]): Cost => ({
  alwaysOn: used.reduce((total, { cost }) => total + cost.alwaysOn, 0),
  onInvoke: used.reduce((total, { cost }) => total + cost.onInvoke, 0),
})

function placeCosts(used: readonly Definition[]): readonly PlaceCost[] {
  const byPlace = Map.groupBy(used, ({ place }) => (place.kind === 'plugin' ? place.id : place.kind))
  return [...byPlace.values()]
    .flatMap((members) => {
      const place = members[0]?.place
      if (!place) return []
      const plugin = place.kind === 'plugin' ? place.id : null
      return [{ place: place.kind, plugin, amount: members.length, cost: sum(members) }]
    })
    .toSorted((one, other) => other.cost.alwaysOn - one.cost.alwaysOn)
}
