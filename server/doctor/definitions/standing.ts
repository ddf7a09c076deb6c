import type { Definition } from './types.ts'

/**
 * What becomes of a definition's name among all others. `undecided`: which of several is taken depends on the order in
 * which Claude Code happens to read them.
 */
export type Standing =
  | { state: 'wins'; over: readonly Definition[] }
  | { state: 'loses'; to: Definition; why: string }
  | { state: 'undecided'; among: readonly Definition[] }
  | { state: 'same file'; as: Definition }
  | { state: 'off'; why: string }

/** By id. Who wins was measured with 2.1.329, in the list that Claude is given and by the name as it is typed. */
export function standingsOf(definitions: readonly Definition[]): ReadonlyMap<string, Standing> {
  const standings = new Map<string, Standing>()
  const loaded: Definition[] = []
  for (const definition of definitions) {
    const why = offBecause(definition)
    if (why === null) loaded.push(definition)
    else standings.set(definition.id, { state: 'off', why })
  }
  const inOrder = loaded.toSorted(compare)
  for (const same of groups(withoutTwins(inOrder, standings), nameKey).values()) judge(same, standings)
  return standings
}

function offBecause({ discovery, place }: Definition): string | null {
  if (discovery.state === 'not discovered') return discovery.why
  return place.kind === 'plugin' && !place.enabled ? `The plugin ${place.id} is disabled.` : null
}

/** Of several paths to one file the first is loaded, for the user's and a project's skills. */
function withoutTwins(inOrder: readonly Definition[], standings: Map<string, Standing>): readonly Definition[] {
  const known = new Map<string, Definition>()
  return inOrder.filter((one) => {
    if (one.kind !== 'skill' || one.place.kind === 'plugin' || one.real === null) return true
    const first = known.get(one.real)
    if (first) standings.set(one.id, { state: 'same file', as: first })
    else known.set(one.real, one)
    return !first
  })
}

function judge(same: readonly Definition[], standings: Map<string, Standing>) {
  const [first] = same
  if (!first) return
  const equals = same.filter((one) => compare(first, one) === 0)
  for (const one of same.filter((other) => !equals.includes(other)))
    standings.set(one.id, { state: 'loses', to: first, why: whyItLoses(one, first) })
  if (equals.length > 1) for (const one of equals) standings.set(one.id, { state: 'undecided', among: equals })
  else standings.set(first.id, { state: 'wins', over: same.slice(1) })
}

function whyItLoses(loser: Definition, winner: Definition): string {
  if (loser.place.kind === 'plugin' && winner.place.kind === 'plugin')
    return loser.kind === winner.kind
      ? 'In a plugin, the folder that comes first is taken.'
      : 'In a plugin, a command is taken before a skill of the same name.'
  if (loser.kind !== winner.kind) return 'A skill is taken before a command of the same name.'
  if (loser.place.kind === winner.place.kind) return 'The nearest folder is taken before those around it.'
  return loser.kind === 'agent' || loser.kind === 'output style'
    ? `A project’s ${loser.kind} is taken before the user’s.`
    : `The user’s own ${loser.kind} is taken before a project’s.`
}

/** Skills and commands share their names, as they are typed the same way. */
const nameKey = ({ kind, name }: Definition) => `${kind === 'command' ? 'skill' : kind} ${name}`

function compare(one: Definition, other: Definition): number {
  const [ranks, others] = [precedence(one), precedence(other)]
  return ranks.map((rank, at) => rank - (others[at] ?? 0)).find((difference) => difference !== 0) ?? 0
}

/** The smaller one wins. */
function precedence({ kind, place, rank }: Definition): readonly number[] {
  if (kind === 'agent' || kind === 'output style') return [['project', 'user', 'plugin'].indexOf(place.kind), rank]
  if (place.kind === 'plugin') return [2, kind === 'command' ? 0 : 1, rank]
  return [kind === 'skill' ? 0 : 1, place.kind === 'user' ? 0 : 1, rank]
}

function groups<Item>(items: readonly Item[], key: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const found = new Map<string, Item[]>()
  for (const item of items) found.set(key(item), [...(found.get(key(item)) ?? []), item])
  return found
}
