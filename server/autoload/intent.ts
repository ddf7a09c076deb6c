import { artefactsOf } from './intent-artefacts.ts'
import { contextOf } from './intent-context.ts'
import { type Against, artefactEvidence, type Evidence, evidenceOf } from './intent-evidence.ts'
import { findPhrases, readWords } from './intent-find.ts'
import { negationsOf } from './intent-negation.ts'
import { readPrompt } from './intent-read.ts'
import { isCertain, type Weighed, weigh } from './intent-weigh.ts'
import type { Zone } from './intent-zones.ts'
import type { Lexicon } from './lexicon.ts'
import { inFull, type Trust } from './trust.ts'
import type { Group } from './types.ts'

export type Match = {
  readonly group: string
  readonly term: string
  /** Where it stands in the prompt, in UTF-16 units. */
  readonly offset: number
  readonly length: number
  readonly weight: number
  readonly zone: Zone
  /** Present when the prompt has a typing error there. */
  readonly typo?: true
}

export type Suppressed = Omit<Match, 'weight'> & {
  readonly why: Against['why'] | 'pasted' | 'needs another sign' | 'belongs elsewhere' | 'called wrong'
  /** The words that say so, and where they stand. */
  readonly by?: string
  readonly byOffset?: number
}

export type Intent = {
  /** Names of groups. */
  readonly plugins: readonly string[]
  readonly ids: readonly string[]
  readonly matches: readonly Match[]
  readonly suppressed: readonly Suppressed[]
  /** Present when the prompt was too long to be read whole: what was left out. */
  readonly skipped?: { readonly from: number; readonly to: number }
}

const MOST_REASONS = 100

/** Which groups a prompt asks for, and every reason for and against. Nothing but the prompt and the vocabulary decides. */
export function detectIntent(prompt: string, lexicon: Lexicon, trust: Trust = inFull): Intent {
  const { tokens, stretches, fences, skipped } = readPrompt(prompt)
  const words = readWords(tokens, lexicon)
  const negatedBy = negationsOf(words, prompt)
  const context = contextOf(words, negatedBy)
  const evidence = [
    ...evidenceOf(findPhrases(words, lexicon), words, negatedBy, context),
    ...artefactEvidence(artefactsOf(prompt, stretches, fences, lexicon.groups), words, negatedBy, context),
  ]
  const byGroup = Map.groupBy(
    trust === inFull ? evidence : trusted(evidence, lexicon.groups, trust),
    ({ group }) => group,
  )
  const plugins: string[] = []
  const ids: string[] = []
  const matches: Match[] = []
  const suppressed: Suppressed[] = []
  const weighed = lexicon.groups.map((_, number) => weigh(byGroup.get(number) ?? []))
  lexicon.groups.forEach((group, number) => {
    const { fires, counted } = weighed[number] as Weighed
    const owner = fires ? ownerOf(number, lexicon.groups, weighed) : null
    if (fires && owner === null) {
      plugins.push(group.name)
      for (const id of group.plugins) if (!ids.includes(id)) ids.push(id)
      for (const one of counted) matches.push({ ...described(one, group.name), weight: rounded(one.weight) })
    }
    for (const one of byGroup.get(number) ?? []) {
      const reason = reasonAgainst(one, fires, owner)
      if (reason) suppressed.push({ ...described(one, group.name), ...reason })
    }
  })
  const inOrder = (a: { offset: number }, b: { offset: number }) => a.offset - b.offset
  return {
    plugins,
    ids,
    matches: matches.sort(inOrder).slice(0, MOST_REASONS),
    suppressed: onePerPlace(suppressed).sort(inOrder).slice(0, MOST_REASONS),
    ...(skipped ? { skipped } : {}),
  }
}

/** The group that this one's words belong to, when it is certainly asked for and this one is not. */
function ownerOf(number: number, groups: readonly Group[], weighed: readonly Weighed[]): string | null {
  if (isCertain(weighed[number] as Weighed)) return null
  const owners = groups[number]?.prompt.yieldsTo ?? []
  const owner = groups.findIndex(({ name }, other) => owners.includes(name) && isCertain(weighed[other] as Weighed))
  return groups[owner]?.name ?? null
}

function reasonAgainst(
  one: Evidence,
  fires: boolean,
  owner: string | null,
): Pick<Suppressed, 'why' | 'by' | 'byOffset'> | null {
  if (one.against) return { why: one.against.why, by: one.against.by, byOffset: one.against.offset }
  if (owner !== null && one.list !== 'cues') return { why: 'belongs elsewhere', by: owner }
  if (fires || one.list === 'cues') return null
  if (one.lowered) return { why: 'called wrong' }
  return { why: PASTED.has(one.zone) ? 'pasted' : 'needs another sign' }
}

/** What was called wrong counts for less, and so does all else that the same words of the prompt say for the group. */
function trusted(evidence: readonly Evidence[], groups: readonly Group[], trust: Trust): Evidence[] {
  const factorOf = ({ group, term }: Evidence) => trust(groups[group]?.name ?? '', term)
  const lowered = new Map<string, number>()
  for (const one of evidence) {
    const factor = factorOf(one)
    if (factor < 1) for (const word of one.at) lowered.set(`${one.group} ${word}`, factor)
  }
  return evidence.map((one) => {
    const factor = Math.min(factorOf(one), ...one.at.map((word) => lowered.get(`${one.group} ${word}`) ?? 1))
    return factor < 1 ? { ...one, weight: one.weight * factor, lowered: true } : one
  })
}

/** A word may be part of several phrases of a group; one reason for it is enough. */
const onePerPlace = (all: readonly Suppressed[]) => [
  ...new Map(all.map((one) => [`${one.group} ${one.offset} ${one.term}`, one])).values(),
]

const PASTED: ReadonlySet<Zone> = new Set(['code', 'log', 'quoted', 'path', 'address', 'identifier'])

const described = ({ term, start, end, zone, meant }: Evidence, group: string) => ({
  group,
  term,
  offset: start,
  length: end - start,
  zone,
  ...(meant === null ? {} : { typo: true as const }),
})

const rounded = (weight: number) => Math.round(weight * 100) / 100
