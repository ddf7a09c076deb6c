import { longWordsOf } from './intent-typos.ts'
import { EVERY, type Lexicon, type LexiconData, LISTS, type List, openLexicon } from './lexicon.ts'
import { indexText } from './phrase-index.ts'
import { anchorOf, keyOf, stepsOf } from './phrases.ts'
import type { Group } from './types.ts'
import { ALSO_CORRECTED, EVERYWHERE, WORDS_OF } from './vocabulary/common.ts'

export const makeLexicon = (groups: readonly Group[]): Lexicon => openLexicon(lexiconData(groups))

export function lexiconData(groups: readonly Group[]): LexiconData {
  const anchors: [key: string, phrase: string][] = []
  const prefixes = new Set<string>()
  const ideographs = new Map<string, string[]>()
  const longWords = new Set(ALSO_CORRECTED)

  function learn(group: number, list: List, written: string) {
    const steps = stepsOf(written)
    const anchor = anchorOf(steps)
    const line = `${group}\t${LISTS.indexOf(list)}\t${anchor}\t${written}`
    for (const choice of steps[anchor]?.split('|') ?? []) {
      const key = keyOf(choice)
      anchors.push([key, line])
      if (steps.length === 1 && list !== 'cues' && list !== 'never') longWords.add(key.replace(/^[=+^]/, ''))
    }
    if (!PLAIN.test(written)) for (const step of steps) for (const choice of step.split('|')) learnUnusual(choice)
  }

  function learnUnusual(choice: string) {
    if (choice.endsWith('*')) prefixes.add(keyOf(choice))
    else if (IDEOGRAPH.test(choice)) {
      const first = choice[0] as string
      const others = ideographs.get(first)
      if (!others) ideographs.set(first, [choice])
      else if (!others.includes(choice)) others.push(choice)
    }
  }

  for (const written of EVERYWHERE) learn(EVERY, 'never', written)
  groups.forEach(({ prompt }, group) => {
    for (const list of LISTS) for (const written of prompt[list]) learn(group, list, written)
  })
  const kinds = kindsOfWords((choice) => learnUnusual(choice))
  for (const words of ideographs.values()) words.sort((a, b) => b.length - a.length)
  return {
    groups,
    anchors: indexText(anchors),
    prefixes: [...prefixes],
    ideographs: Object.fromEntries(ideographs),
    longWords: [...longWords],
    correctable: Object.fromEntries(longWordsOf(longWords)),
    kinds: Object.fromEntries(kinds),
  }
}

/** Only letters that need no further look, which saves most of the time. */
const PLAIN = /^[^*\u1100-\uffff]*$/
const IDEOGRAPH = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u

/** The kinds that a key belongs to, `@do` and so on. */
function kindsOfWords(learn: (choice: string) => void): ReadonlyMap<string, readonly string[]> {
  const kinds = new Map<string, string[]>()
  for (const [name, choices] of Object.entries(WORDS_OF))
    for (const choice of choices) {
      learn(choice)
      const key = keyOf(choice)
      kinds.set(key, [...(kinds.get(key) ?? []), `@${name}`])
    }
  return kinds
}
