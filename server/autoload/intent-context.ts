import type { Found, Word } from './intent-find.ts'
import type { WORDS_OF } from './vocabulary/common.ts'

/** What stands around a term and changes what it is worth. */
export type Context = ReturnType<typeof contextOf>

export function contextOf(words: readonly Word[], negatedBy: Int32Array) {
  const is = (kind: keyof typeof WORDS_OF) => words.map(({ keys }) => keys.includes(`@${kind}`))
  const doing = is('do').map((does, index) => does && negatedBy[index] === -1)
  const trouble = is('trouble')
  const everyday = is('everyday')
  const written = words.filter(({ zone }) => zone !== 'code' && zone !== 'log').length
  const isShort = written === 2 || written === 3

  const near = (from: number, to: number, sentence: number, holds: readonly boolean[]) => {
    for (let index = Math.max(0, from); index <= to && index < words.length; index++)
      if (holds[index] && words[index]?.sentence === sentence) return index
    return -1
  }

  /** A verb right before the term, or, where nothing speaks of everyday life, anything else that makes it a task. */
  function isTask({ at }: Pick<Found, 'at'>): boolean {
    const first = at[0] as number
    const last = at.at(-1) as number
    const { sentence, kind } = words[first] as Word
    for (let index = first - 1; index >= first - 5 && words[index]?.sentence === sentence; index--) {
      if (doing[index]) return true
      if (LEADS_AWAY.has(words[index]?.text ?? '')) break
    }
    if (near(first - 15, last + 15, sentence, everyday) !== -1) return false
    if (isSubject(words, first)) return true
    if (isShort) return true
    for (let index = first - 1; index >= first - 10 && words[index]?.sentence === sentence; index--) {
      if (doing[index]) return true
      if (ANOTHERS.has(words[index]?.text ?? '')) break
    }
    if (near(first - 8, last + 8, sentence, trouble) !== -1) return true
    if (kind === 'ideographs' && near(first - 8, last + 8, sentence, doing) !== -1) return true
    return words.slice(last + 1, last + 4).some(({ text }) => MODALS.has(text))
  }

  /** "a variable called stripe", "the word release", "stripe()": a name in the code. */
  function isName({ literal }: Pick<Found, 'literal'>): boolean {
    const first = literal[0] as number
    const last = literal.at(-1) as number
    if (literal.length === 1 && words[last]?.called) return true
    if (COMPARED.has(words[last + 1]?.text ?? '') && words[last + 1]?.start === (words[last]?.end ?? 0) + 1) return true
    return holdsAt(first - 1, first, naming) || (literal.length === 1 && holdsAt(last + 1, last, named))
  }

  const naming = is('naming')
  const named = is('named')
  const people = is('people')
  const holdsAt = (index: number, beside: number, holds: readonly boolean[]) =>
    Boolean(holds[index]) && words[index]?.part === words[beside]?.part

  /** "the frontend team", "a Kubernetes course". */
  function isOfPeople({ literal }: Pick<Found, 'literal'>): boolean {
    const last = literal.at(-1) as number
    return holdsAt(last + 1, last, people)
  }

  const fiction = is('fiction')
  /** "a poem about Kubernetes". */
  const fictionNear = ({ literal }: Pick<Found, 'literal'>) => {
    const first = literal[0] as number
    return near(first - 12, first + 12, (words[first] as Word).sentence, fiction)
  }

  return { isTask, isName, isOfPeople, fictionNear }
}

/** "The dashboard …", "our API …" at the beginning of a sentence: what follows says what is the matter with it. */
function isSubject(words: readonly Word[], first: number): boolean {
  const { sentence } = words[first] as Word
  const isOf = (index: number) => words[index]?.sentence === sentence
  for (let index = first - 1; index >= first - 3 && isOf(index); index--)
    if (ARTICLES.has((words[index] as Word).text)) return !isOf(index - 1) && isOf(first + 1)
  return false
}

const ARTICLES: ReadonlySet<string> = new Set(
  'the our my this der die das unser unsere le la les notre el los las o a os as nuestro nuestra'.split(' '),
)
const LEADS_AWAY: ReadonlySet<string> = new Set(
  'about for of from with without in on at like by because that which if when while but into than after before where how why'.split(
    ' ',
  ),
)
/** What stands before these is about something else: "tests for the API". */
const ANOTHERS: ReadonlySet<string> = new Set(
  'for of about from than like before after until because which that while without'.split(' '),
)
/** "docker-shaped", "Kubernetes style". */
const COMPARED: ReadonlySet<string> = new Set(['shaped', 'like', 'ish', 'esque'])
const MODALS: ReadonlySet<string> = new Set([
  'should',
  'must',
  'needs',
  'soll',
  'muss',
  'doit',
  'debe',
  'deve',
  "doesn't",
  "isn't",
  "won't",
])
