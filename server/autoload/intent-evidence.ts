import type { Artefact } from './intent-artefacts.ts'
import type { Context } from './intent-context.ts'
import type { Found, Word } from './intent-find.ts'
import type { Zone } from './intent-zones.ts'
import { EVERY, type List } from './lexicon.ts'
import { wordOfKey } from './phrases.ts'

export type Evidence = {
  readonly group: number
  readonly list: List | Artefact['kind']
  readonly term: string
  readonly start: number
  readonly end: number
  /** Numbers of words; evidence that shares one of them counts once. */
  readonly at: readonly number[]
  readonly zone: Zone
  readonly weight: number
  /** What was typed was taken for this. */
  readonly meant: string | null
  readonly against: Against | null
  /** Whether somebody called it wrong. */
  readonly lowered?: true
}

/** Why something that was found counts for nothing, or for less. */
export type Against = {
  readonly why: 'negated' | 'counter-phrase' | 'name' | 'people' | 'fiction'
  /** The words that say so. */
  readonly by: string
  readonly offset: number
}

const WORTH: Readonly<Record<Exclude<List, 'never'>, number>> = { strong: 1, tasks: 0.6, vague: 0.5, cues: 0.5 }
const OF_ZONE: Readonly<Record<Zone, number>> = {
  prose: 1,
  command: 0.8,
  identifier: 0.5,
  path: 0.5,
  quoted: 0.4,
  code: 0.4,
  address: 0.4,
  log: 0.3,
}
const AS_TASK = 0.4
const AS_NAME = 0.4
/** What these speak against still counts a little. */
export const WEAKER: ReadonlySet<Against['why']> = new Set(['name', 'people', 'fiction'])
const ARTEFACTS = { file: 0.6, address: 0.4, language: 0.5, import: 0.3 } as const

export function evidenceOf(
  found: readonly Found[],
  words: readonly Word[],
  negatedBy: Int32Array,
  context: Context,
): Evidence[] {
  const counters = new Map<number, Found[]>()
  for (const one of found)
    if (one.phrase.list === 'never')
      for (const index of one.literal) counters.set(index, [...(counters.get(index) ?? []), one])
  const evidence: Evidence[] = []
  for (const one of found) {
    const { group, list } = one.phrase
    if (list === 'never') continue
    const zone = weakestZone(one, words)
    if (list !== 'strong' && (OF_ZONE[zone] < 0.5 || zone === 'path')) continue
    if (list !== 'strong' && zone === 'identifier' && list !== 'tasks') continue
    const first = words[one.literal[0] as number] as Word
    const last = words[one.literal.at(-1) as number] as Word
    const against = againstOf(one, words, negatedBy, counters, context)
    const full = WORTH[list] * OF_ZONE[zone]
    const hasTask =
      list === 'tasks' ? zone === 'prose' : list === 'strong' && (zone === 'command' || zone === 'identifier')
    const boost = hasTask && context.isTask(one) ? AS_TASK : 0
    evidence.push({
      group,
      list,
      term: termOf(one, words),
      start: first.start,
      end: last.end,
      at: one.literal,
      zone,
      weight: against ? (WEAKER.has(against.why) ? full * AS_NAME : 0) : full + boost,
      meant: one.literal.map((index) => words[index]?.meant ?? null).find((meant) => meant !== null) ?? null,
      against,
    })
  }
  return evidence
}

export function artefactEvidence(
  artefacts: readonly Artefact[],
  words: readonly Word[],
  negatedBy: Int32Array,
  context: Context,
): Evidence[] {
  return artefacts.map(({ group, kind, term, start, end, isTask }) => {
    const first = firstFrom(words, start)
    const at = Math.min(first, words.length - 1)
    const refused = kind === 'file' || kind === 'address' ? (negatedBy[at] ?? -1) : -1
    const by = words[refused]
    const boost = kind === 'file' && words.length > 0 && context.isTask({ at: [at] }) ? AS_TASK : 0
    return {
      group,
      list: kind,
      term,
      start,
      end,
      at: kind === 'file' || kind === 'address' ? within(words, first, end) : [],
      zone: kind === 'file' ? 'path' : kind === 'address' ? 'address' : 'code',
      weight: by ? 0 : isTask ? 1 : ARTEFACTS[kind] + boost,
      meant: null,
      against: by ? { why: 'negated', by: by.text, offset: by.start } : null,
    }
  })
}

/** The number of the first word that begins at `start` or later; there are as many paths as somebody likes to paste. */
function firstFrom(words: readonly Word[], start: number): number {
  let low = 0
  let high = words.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((words[middle] as Word).start < start) low = middle + 1
    else high = middle
  }
  return low
}

function within(words: readonly Word[], first: number, end: number): number[] {
  const at: number[] = []
  for (let index = first; (words[index]?.end ?? Number.POSITIVE_INFINITY) <= end; index++) at.push(index)
  return at
}

const weakestZone = ({ literal }: Found, words: readonly Word[]): Zone =>
  literal
    .map((index) => (words[index] as Word).zone)
    .reduce((weakest, zone) => (OF_ZONE[zone] < OF_ZONE[weakest] ? zone : weakest))

function againstOf(
  found: Found,
  words: readonly Word[],
  negatedBy: Int32Array,
  counters: ReadonlyMap<number, readonly Found[]>,
  context: Context,
): Against | null {
  const saying = (why: Against['why'], index: number): Against => ({
    why,
    by: words[index]?.text ?? '',
    offset: words[index]?.start ?? 0,
  })
  const refused = found.literal.find((index) => negatedBy[index] !== -1)
  if (refused !== undefined) return saying('negated', negatedBy[refused] as number)
  const counter = found.literal.flatMap((index) => counters.get(index) ?? []).find((one) => counts(one, found))
  if (counter) {
    const first = words[counter.literal[0] as number] as Word
    return { why: 'counter-phrase', by: counter.phrase.written, offset: first.start }
  }
  if (context.isName(found)) return saying('name', (found.literal[0] as number) - 1)
  const fiction = context.fictionNear(found)
  if (fiction !== -1) return saying('fiction', fiction)
  return context.isOfPeople(found) ? saying('people', (found.literal.at(-1) as number) + 1) : null
}

/** A counter-phrase holds against what it shares a word with, unless that says all of it and more, or is told by its capitals. */
function counts(counter: Found, found: Found): boolean {
  if (counter.phrase.group !== EVERY && counter.phrase.group !== found.phrase.group) return false
  if (found.phrase.written.includes('^')) return false
  return (
    found.literal.length <= counter.literal.length || !counter.literal.every((index) => found.literal.includes(index))
  )
}

/** The words of the vocabulary, not those of the prompt: what was meant, and no secret. */
const termOf = ({ phrase, literal }: Found, words: readonly Word[]): string => {
  const stated = phrase.elements().filter((element) => element.kind === 'words' && !element.leadsOnly)
  return literal
    .map((index, step) => {
      const element = stated[step]
      const key = words[index]?.keys.find((it) => element?.kind === 'words' && element.keys.has(it)) ?? ''
      return key.startsWith('@') ? (words[index]?.text ?? '') : wordOfKey(key)
    })
    .join(' ')
}
