/**
 * How a phrase of a group is written, in words separated by spaces ('-', '/' and '.' count as spaces):
 * - `a|b` one of several words, `..` up to four words without a preposition among them, `...` up to seven of any kind;
 * - `@do`, `@trouble`, `@number`, `@version`, `@ticket`, `@reference` (`#12`), `@route` (`GET /users`) a kind of word;
 * - `Stripe` with a capital is a name and has no endings, `API` may only have a plural, other words also -s, -ed, -ing;
 * - `REST^` only in capitals, `тест*` whatever begins so.
 */
export type Element =
  | { readonly kind: 'words'; readonly keys: ReadonlySet<string>; readonly leadsOnly: boolean }
  | { readonly kind: 'gap'; readonly loose: boolean }

const KINDS: ReadonlySet<string> = new Set([
  '@do',
  '@trouble',
  '@number',
  '@version',
  '@ticket',
  '@reference',
  '@route',
])
const MOST_WORDS = 8
const MOST_CHOICES = 60

export function stepsOf(phrase: string): readonly string[] {
  const plain = /[-/.]/.test(phrase) ? phrase.replaceAll(/[-/](?=[^\s|])|(?<!\.)\.(?=[\p{L}\p{N}])/gu, ' ') : phrase
  return plain.trim().split(/\s+/).filter(Boolean)
}

/** The step that a phrase is looked up by: the one with the fewest choices. */
export function anchorOf(steps: readonly string[]): number {
  let anchor = -1
  let least = Number.POSITIVE_INFINITY
  steps.forEach((step, index) => {
    const choices = isGap(step) || leads(step) ? Number.POSITIVE_INFINITY : step.split('|').length
    if (choices > least || choices === Number.POSITIVE_INFINITY) return
    least = choices
    anchor = index
  })
  return anchor
}

/** Reads the steps of a phrase; throws a sentence when it is written wrongly. */
export function parseSteps(steps: readonly string[]): readonly Element[] {
  const [first] = steps
  const last = steps.at(-1)
  if (first === undefined || last === undefined) throw new Error('A phrase must have a word.')
  if (steps.length > MOST_WORDS) throw new Error(`A phrase has at most ${MOST_WORDS} words.`)
  if (isGap(first) || isGap(last)) throw new Error('A phrase begins and ends with a word, not with dots.')
  if (anchorOf(steps) === -1) throw new Error('A phrase needs a word besides @do and @trouble.')
  return steps.map((step): Element => {
    if (isGap(step)) return { kind: 'gap', loose: step === '...' }
    const choices = step.split('|')
    if (choices.length > MOST_CHOICES) throw new Error(`A word has at most ${MOST_CHOICES} choices.`)
    for (const choice of choices) check(choice)
    return { kind: 'words', keys: new Set(choices.map(keyOf)), leadsOnly: leads(step) }
  })
}

/**
 * What a written word is looked up by: `deploy`, the name `=stripe`, the acronym `+pr`, the capitals `^rest`, the beginning `тест*`,
 * the kind `@do`. A word of a prompt has all the keys it may be meant by.
 */
export function keyOf(choice: string): string {
  if (choice.startsWith('@')) return choice
  if (choice.endsWith('^')) return `^${choice.slice(0, -1).toLowerCase()}`
  const lower = choice.toLowerCase()
  if (lower === choice || choice.endsWith('*')) return lower
  return choice.length > 1 && choice === choice.toUpperCase() ? `+${lower}` : `=${lower}`
}

export const wordOfKey = (key: string) => key.replace(/^[=+^]|\*$/g, '')

const isGap = (step: string) => step === '..' || step === '...'
/** A verb or a complaint leads to a term, and is no part of it. */
const leads = (step: string) => step === '@do' || step === '@trouble'

/** Tried first: the other one takes milliseconds to compile. */
const PLAIN_WORD = /^[A-Za-z0-9][A-Za-z0-9'+#]*$/

function check(choice: string) {
  if (choice.startsWith('@')) {
    if (!KINDS.has(choice)) throw new Error(`${choice} is not one of ${[...KINDS].join(', ')}.`)
    return
  }
  const word = choice.replace(/[*^]$/, '')
  if (!PLAIN_WORD.test(word) && !/^[\p{L}\p{N}][\p{L}\p{N}\p{M}'+#]*$/u.test(word))
    throw new Error(`"${choice}" is not a word.`)
  if (choice.endsWith('*') && word.length < 3)
    throw new Error(`"${choice}" needs at least three letters before the star.`)
}
