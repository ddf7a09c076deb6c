import type { Word } from './intent-find.ts'
import { areInPortuguese, openerAt, type Reach } from './intent-openers.ts'
import { sameClause, wordSet } from './intent-words.ts'

/**
 * For every word the number of the word that takes it back, or -1. What is refused is refused within its clause:
 * "don't touch the frontend, fix the API" says nothing against the API. A complaint is no refusal: "the tests don't pass".
 */
export function negationsOf(words: readonly Word[], text: string): Int32Array {
  const negatedBy = new Int32Array(words.length).fill(-1)
  const isPortuguese = areInPortuguese(words)
  for (let at = 0; at < words.length; at++) {
    const { zone, kind } = words[at] as Word
    if (zone !== 'prose') continue
    const taken =
      kind === 'ideographs'
        ? ideographScope(words, at)
        : (forwardScope(words, at, text, isPortuguese) ?? backwardScope(words, at))
    if (taken) for (let index = taken.from; index <= taken.to; index++) if (index !== at) negatedBy[index] = at
  }
  return negatedBy
}

type Scope = { readonly from: number; readonly to: number }

function forwardScope(words: readonly Word[], at: number, text: string, isPortuguese: boolean): Scope | null {
  const opened = openerAt(words, at, isPortuguese)
  if (!opened) return null
  const from = at + opened.length
  let to = from - 1
  for (let index = from; index < words.length && index < from + 12; index++) {
    if (endsScope(words, index, from, opened.reach, text)) break
    to = index
  }
  return to >= from ? { from, to } : null
}

function endsScope(words: readonly Word[], index: number, from: number, reach: Reach, text: string): boolean {
  const word = words[index] as Word
  const previous = words[index - 1] as Word
  if (word.sentence !== previous.sentence) return true
  if (index === from) return word.part !== previous.part
  const afterAnd = previous.text === 'and' || previous.text === 'und' || previous.text === 'y' || previous.text === 'et'
  const afterOr = previous.text === 'or' || previous.text === 'nor' || previous.text === 'oder'
  if (word.part !== previous.part && !continuesList(words, index, text)) return true
  if (ENDS.has(word.text)) return true
  if (IMPERATIVES.has(word.text) && !afterOr && previous.text !== 'to' && (afterAnd || index > from + 1)) return true
  return reach === 'noun' && PREPOSITIONS.has(word.text) && !REACHES_ON.test(previous.text)
}

function continuesList(words: readonly Word[], index: number, text: string): boolean {
  const word = words[index] as Word
  const between = text.slice((words[index - 1] as Word).end, word.start)
  if (between.trim() !== ',') return false
  if (word.text === 'or' || word.text === 'nor') return true
  if (IMPERATIVES.has(word.text) || ENDS.has(word.text) || STARTS.has(word.text)) return false
  const rest = words.slice(index, index + 5).filter(({ part }) => part === word.part)
  const isLast = rest.length < 5 && rest.some(({ text: it }) => it === 'or' || it === 'and')
  const next = words[index + rest.length]
  return (
    isLast ||
    (rest.length <= 2 &&
      next?.sentence === word.sentence &&
      (next.text === 'or' || next.text === 'and' || rest.length === 1))
  )
}

/** "the frontend is out of scope", "tests are not needed", "das Frontend nicht anfassen". */
function backwardScope(words: readonly Word[], at: number): Scope | null {
  const four = [0, 1, 2, 3].map((index) => words[at + index]?.text ?? '').join(' ')
  if (!TAKES_BACK.test(four)) return null
  let from = at
  while (from > 0 && at - from < 6 && sameClause(words, from - 1, at)) from--
  return from < at ? { from, to: at - 1 } : null
}

function ideographScope(words: readonly Word[], at: number): Scope | null {
  const { text, part, sentence } = words[at] as Word
  const near = (index: number) => words[index]?.part === part && words[index]?.sentence === sentence
  if (REFUSED_AFTER.has(text)) {
    let to = at
    while (near(to + 1) && to - at < 4) to++
    return to > at ? { from: at + 1, to } : null
  }
  if (!REFUSED_BEFORE.has(text)) return null
  let from = at
  while (near(from - 1) && at - from < 3) from--
  return from < at ? { from, to: at - 1 } : null
}

const ENDS = wordSet(
  'but just only however then although though because since so until unless if when while whereas instead i we you it they let lets use sondern aber mais pero mas но а',
)
const STARTS = wordSet(
  'the this that these there here a an please also and my our first next now what how why can could should is are',
)
const IMPERATIVES = wordSet(
  'write add create build make implement fix update refactor generate use give do show keep explain run put start tell focus work return move go read stay check find leave nur schreib füge mach',
)
const PREPOSITIONS = wordSet(
  'to in on from into at for via with using by inside within through during after before of in für auf dans sur en para em',
)
const REACHES_ON =
  /^(?:changes?|edits?|modifications?|access|need|relying|regard|respect|reference|dependency|updates?|support|any|kind|sort)$/
const TAKES_BACK =
  /^(?:(?:is|are|remains?|stays?) (?:out of scope|off limits|irrelevant|unrelated|not (?:needed|required|necessary|relevant|important|part|in scope|affected))|(?:isn't|aren't|not) (?:needed|required|necessary|relevant|important|in scope)|out of scope|can wait|nicht (?:an|anfassen|ändern|anrühren|verändern|nötig|notwendig|berühren)\b)/
const REFUSED_AFTER = wordSet('不要 别 不用 无需 不需要 不必 勿 請勿')
const REFUSED_BEFORE = wordSet(
  'なし しないで いらない せずに 使わず 触らないで 書かないで 必要ない 不要です 不要な は不要 は変更しない ないで 없이 말고 하지 마',
)
