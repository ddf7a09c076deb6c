import type { Token } from './intent-tokens.ts'
import type { Lexicon, Meaning, Phrase } from './lexicon.ts'
import type { Element } from './phrases.ts'

/** A token with what it may mean in the vocabulary. */
export type Word = Token & Meaning

/** A phrase that was found, by the numbers of the words that make it. */
export type Found = {
  readonly phrase: Phrase
  readonly at: readonly number[]
  /** Without the verbs that only lead to it. */
  readonly literal: readonly number[]
}

/** How many words of one prompt are looked at for typing errors. */
const MOST_TYPOS = 150

export function readWords(tokens: readonly Token[], lexicon: Lexicon): Word[] {
  const words: Word[] = []
  let typos = 0
  for (const token of tokens) {
    if (token.kind === 'ideographs') {
      for (const { at, text } of lexicon.ideographsIn(token.text)) {
        const start = token.start + at
        const meaning = lexicon.meaningOf(text, { capitals: false, mayBeTypo: false })
        words.push({ ...token, ...meaning, text, start, end: start + text.length })
      }
    } else if (token.kind === 'word') {
      const mayBeTypo = token.zone === 'prose' && token.text.length >= 6 && typos < MOST_TYPOS
      if (mayBeTypo) typos++
      words.push({ ...token, ...lexicon.meaningOf(token.text, { capitals: token.capitals, mayBeTypo }) })
    } else {
      const { keys } = lexicon.meaningOf(token.text, { capitals: false, mayBeTypo: false })
      words.push({ ...token, keys: [...keys, `@${token.kind}`], meant: null, known: true })
    }
  }
  return words
}

export function findPhrases(words: readonly Word[], lexicon: Lexicon): Found[] {
  const found: Found[] = []
  for (let index = 0; index < words.length; index++) {
    for (const key of (words[index] as Word).keys) {
      for (const phrase of lexicon.phrasesAt(key)) {
        const at = matchAround(words, index, phrase)
        if (at) found.push({ phrase, at, literal: literalOf(phrase, at) })
      }
    }
  }
  return found
}

function literalOf(phrase: Phrase, at: readonly number[]): readonly number[] {
  const stated = phrase.elements().filter((element) => element.kind === 'words')
  return at.filter((_, step) => !stated[step]?.leadsOnly)
}

function matchAround(words: readonly Word[], anchor: number, phrase: Phrase): number[] | null {
  const elements = phrase.elements()
  if (elements.length === 1) return [anchor]
  const before = matchSteps(words, anchor, elements, phrase.anchor - 1, -1)
  if (!before) return null
  const after = matchSteps(words, anchor, elements, phrase.anchor + 1, 1)
  return after && [...before.reverse(), anchor, ...after]
}

/** Matches the elements from `step` on in one direction, beside the word at `from`. */
function matchSteps(
  words: readonly Word[],
  from: number,
  elements: readonly Element[],
  step: number,
  by: 1 | -1,
): number[] | null {
  const element = elements[step]
  if (!element) return []
  if (element.kind === 'words') return matchAt(words, from, from + by, elements, step, by, false)
  const most = element.loose ? 7 : 4
  for (let skipped = 0; skipped <= most; skipped++) {
    const passed = words[from + by * skipped]
    if (skipped > 0 && (!passed || (!element.loose && PREPOSITIONS.has(passed.text)))) return null
    const rest = matchAt(words, from, from + by * (skipped + 1), elements, step + by, by, true)
    if (rest) return rest
  }
  return null
}

function matchAt(
  words: readonly Word[],
  from: number,
  index: number,
  elements: readonly Element[],
  step: number,
  by: 1 | -1,
  afterGap: boolean,
): number[] | null {
  const word = words[index]
  const start = words[from]
  const element = elements[step]
  if (!word || !start || element?.kind !== 'words') return null
  if (word.sentence !== start.sentence || (!afterGap && word.part !== start.part)) return null
  if (!word.keys.some((key) => element.keys.has(key))) return null
  const rest = matchSteps(words, index, elements, step + by, by)
  return rest && [index, ...rest]
}

const PREPOSITIONS: ReadonlySet<string> = new Set(
  'about for of from with without in on at like by because that which if when while but so into than as until unless after before where why how using via is are was'.split(
    ' ',
  ),
)
