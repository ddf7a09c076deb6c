import { type Evidence, WEAKER } from './intent-evidence.ts'

export const ENOUGH = 1
/** What is not enough alone must stand together: within so many words. */
const NEAR = 30
/** Everything that is pasted, and all parts of paths, count together for no more than this. */
const MOST_PASTED = 0.5

export type Weighed = { readonly fires: boolean; readonly counted: readonly Evidence[] }

/** Whether something that was counted says so alone. */
export const isCertain = ({ counted }: Weighed) =>
  counted.some(({ list, weight }) => list !== 'tasks' && isEnough(weight))

/** Whether a group's evidence is enough, and which of it counted. */
export function weigh(evidence: readonly Evidence[]): Weighed {
  const holding = withoutShared(evidence.filter(({ weight }) => weight > 0))
  const alone = holding.filter(({ weight }) => isEnough(weight))
  if (alone.length > 0) return { fires: true, counted: holding.filter((one) => isEnough(one.weight) || !one.against) }
  const confirming = new Set(evidence.flatMap(({ list, weight, at }) => (list === 'cues' && weight > 0 ? at : [])))
  const ordered = holding.filter(({ against }) => !against || WEAKER.has(against.why))
  for (const first of ordered) {
    const from = first.at[0] ?? 0
    const together = ordered.filter(
      ({ at, list }) => list === 'language' || list === 'import' || isBetween(at[0] ?? 0, from, from + NEAR),
    )
    if (isEnough(sumOf(together)) && saysEnough(together, confirming)) return { fires: true, counted: together }
  }
  return { fires: false, counted: [] }
}

const isEnough = (weight: number) => weight > ENOUGH - 0.001
const isBetween = (value: number, from: number, to: number) => value >= from && value <= to
const isPasted = ({ zone, list }: Evidence) =>
  zone === 'code' || zone === 'log' || ((zone === 'path' || zone === 'address') && list !== 'file')

/** Of evidence that shares words only the weightiest counts, and the same term counts once. */
function withoutShared(evidence: readonly Evidence[]): Evidence[] {
  const taken = new Set<number>()
  const terms = new Set<string>()
  const kept: Evidence[] = []
  for (const one of evidence.toSorted(
    (a, b) => b.weight - a.weight || b.at.length - a.at.length || Number(a.list === 'cues') - Number(b.list === 'cues'),
  )) {
    if (one.at.some((index) => taken.has(index)) || terms.has(one.term)) continue
    for (const index of one.at) taken.add(index)
    terms.add(one.term)
    kept.push(one)
  }
  return kept.toSorted((a, b) => a.start - b.start)
}

const sumOf = (evidence: readonly Evidence[]) => {
  const sum = (some: readonly Evidence[]) => some.reduce((total, { weight }) => total + weight, 0)
  return sum(evidence.filter((one) => !isPasted(one))) + Math.min(MOST_PASTED, sum(evidence.filter(isPasted)))
}

/** A word of many meanings needs another word that confirms it, cues confirm nothing but a term, and paste alone asks for nothing. */
function saysEnough(evidence: readonly Evidence[], confirming: ReadonlySet<number>): boolean {
  const confirms = ({ list, at }: Evidence) => list !== 'vague' || at.some((index) => confirming.has(index))
  const isTerm = ({ list }: Evidence) => list !== 'cues'
  const confirmed = evidence.some(
    (one) => isTerm(one) && (one.list !== 'vague' || evidence.some((other) => other !== one && confirms(other))),
  )
  return confirmed && evidence.some((one) => !isPasted(one))
}
