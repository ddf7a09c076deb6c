import { stemsOf } from './intent-stems.ts'
import { meantBy } from './intent-typos.ts'
import { openIndex } from './phrase-index.ts'
import { type Element, parseSteps, stepsOf } from './phrases.ts'
import type { Group } from './types.ts'

export type List = 'strong' | 'tasks' | 'vague' | 'cues' | 'never'
export const LISTS: readonly List[] = ['strong', 'tasks', 'vague', 'cues', 'never']

/** Stands for the number of a group where something holds for all of them. */
export const EVERY = -1

/** A phrase of the vocabulary. Most are never met in a prompt, so they are read when they first are. */
export type Phrase = {
  readonly group: number
  readonly list: List
  readonly written: string
  readonly anchor: number
  readonly elements: () => readonly Element[]
}

export type Meaning = {
  readonly keys: readonly string[]
  /** The word that was meant by a typing error. */
  readonly meant: string | null
  /** Whether it is a word of the vocabulary. */
  readonly known: boolean
}

/** Everything about the vocabulary that a prompt is compared with: see make-lexicon.ts. */
export type Lexicon = {
  readonly groups: readonly Group[]
  readonly phrasesAt: (key: string) => readonly Phrase[]
  readonly meaningOf: (text: string, how: { capitals: boolean; mayBeTypo: boolean }) => Meaning
  /** Words of the vocabulary in a run of Chinese, Japanese or Korean, the longest first. */
  readonly ideographsIn: (run: string) => readonly { readonly at: number; readonly text: string }[]
}

/**
 * A vocabulary as JSON can hold it. A hook reads it for every prompt, so it is made of few, plain parts: reading takes a
 * tenth of the time that making takes.
 */
export type LexiconData = {
  readonly groups: readonly Group[]
  /** By the key of their anchor the phrases: group, number of the list, number of the anchor, as written. See indexText. */
  readonly anchors: string
  readonly prefixes: readonly string[]
  readonly ideographs: Readonly<Record<string, readonly string[]>>
  readonly longWords: readonly string[]
  /** Those of them whose typing errors are understood, by their first letter. */
  readonly correctable: Readonly<Record<string, readonly string[]>>
  readonly kinds: Readonly<Record<string, readonly string[]>>
}

export function openLexicon(data: LexiconData): Lexicon {
  const anchors = openIndex(data.anchors)
  const phrases = new Map<string, Phrase>()
  const phrasesOf = new Map<string, readonly Phrase[]>()
  const phrase = (line: string): Phrase => {
    const known = phrases.get(line)
    if (known) return known
    const [group, list, anchor, written = ''] = line.split('\t')
    const made: Phrase = {
      group: Number(group),
      list: LISTS[Number(list)] as List,
      written,
      anchor: Number(anchor),
      elements: once(() => parseSteps(stepsOf(written))),
    }
    phrases.set(line, made)
    return made
  }
  return {
    groups: data.groups,
    phrasesAt(key) {
      const lines = anchors.linesAt(key)
      if (lines.length === 0) return NONE
      const known = phrasesOf.get(key) ?? lines.map(phrase)
      phrasesOf.set(key, known)
      return known
    },
    meaningOf: meanings(data, (key) => anchors.linesAt(key).length > 0),
    ideographsIn(run) {
      const found: { at: number; text: string }[] = []
      for (let at = 0; at < run.length; ) {
        const text = own(data.ideographs, run[at] as string)?.find((word) => run.startsWith(word, at))
        if (text) found.push({ at, text })
        at += text?.length ?? 1
      }
      return found
    },
  }
}

const LONGEST_PREFIX = 24
const NONE: readonly Phrase[] = []

/** A word of a prompt may be `constructor`. */
const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined

function meanings(
  { kinds, prefixes: written, longWords: long, correctable }: LexiconData,
  isAnchor: (key: string) => boolean,
): Lexicon['meaningOf'] {
  const prefixes = new Set(written)
  const longWords = new Set(long)
  const near = (text: string) => own(correctable, text[0] as string) ?? []

  function keysOf(text: string, capitals: boolean): string[] {
    const keys = [text, `=${text}`, `+${text}`]
    if (capitals) keys.push(`^${text}`)
    for (const { stem, plural } of stemsOf(text)) {
      keys.push(stem)
      if (plural) keys.push(`+${stem}`)
      if (text.endsWith("'s")) keys.push(`=${stem}`)
    }
    for (let length = Math.min(text.length, LONGEST_PREFIX); length >= 3; length--) {
      const key = `${text.slice(0, length)}*`
      if (prefixes.has(key)) keys.push(key)
    }
    return keys
  }

  const withKinds = (keys: readonly string[]) => {
    const found = keys.flatMap((key) => own(kinds, key) ?? [])
    return found.length === 0 ? keys : [...keys, ...found]
  }

  return (text, { capitals, mayBeTypo }) => {
    const keys = keysOf(text, capitals)
    const known = keys.some((key) => Object.hasOwn(kinds, key) || longWords.has(key) || isAnchor(key))
    if (known || !mayBeTypo) return { keys: withKinds(keys), meant: null, known }
    const word = meantBy(text, near(text)) ?? (text.endsWith('s') ? meantBy(text.slice(0, -1), near(text)) : null)
    return word === null
      ? { keys, meant: null, known }
      : { keys: withKinds(keysOf(word, true)), meant: word, known: true }
  }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
