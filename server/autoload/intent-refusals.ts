import type { Word } from './intent-find.ts'
import type { Opener } from './intent-openers.ts'
import { wordSet } from './intent-words.ts'

/** don't, do not, never, must not, should not: only where they forbid or decline something. */
export function refusalAt(words: readonly Word[], at: number, before: string): Opener | null {
  const text = (index: number) => words[at + index]?.text ?? ''
  const long = /^(?:do|must|should|shall|need|would) not$/.test(`${text(0)} ${text(1)}`)
  if (!long && !/^(?:don't|dont|never|mustn't|shouldn't|needn't|wouldn't|doesn't)$/.test(text(0))) return null
  const length = long ? 2 : 1
  const verb = text(length)
  if (DOUBLE.has(verb)) return null
  if (before === 'i' || before === 'we')
    return DECLINES.has(verb) && !(verb === 'have' && text(length + 1) !== 'to') ? { length, reach: 'clause' } : null
  if (before === 'you') return before && verb !== 'see' ? { length, reach: 'clause' } : null
  if (before === 'it' || before === 'this' || before === 'that' || before === 'which')
    return TOUCHES.has(verb) ? { length, reach: 'clause' } : null
  return text(0) !== "doesn't" && text(0) !== 'would' && IMPERATIVE_AFTER.has(before)
    ? { length, reach: 'clause' }
    : null
}

/** After these, or nothing, a verb without a subject tells somebody to do something. */
export const IMPERATIVE_AFTER = wordSet(
  ' please pls and but so also just then or to better rather yet ok okay really can could should you must however bitte',
)
const DECLINES = wordSet('want need use require care plan intend wish have like work do touch deploy write')
const TOUCHES = wordSet(
  'touch change modify affect break require use need involve include alter concern mention contain reference depend',
)
const DOUBLE = wordSet(
  'forget skip ignore hesitate omit miss exclude just only neglect mind you we understand know get see think',
)
