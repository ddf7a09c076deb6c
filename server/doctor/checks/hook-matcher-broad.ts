import { defineCheck } from '../check.ts'
import { atHook, measured, quoted } from '../hooks/found.ts'
import { isMatched, meaningOf } from '../hooks/matcher.ts'
import { matchedAgainst } from '../hooks/tool-names.ts'

export const check = defineCheck({
  name: 'hook-matcher-broad',
  title: 'A matcher that matches more than it looks',
  of: 'hook',
  evidence: measured(
    'An expression is looked for anywhere in a name: “ri.e” matches Write. UserPromptSubmit is about nothing that a ' +
      'matcher could be held against, and a hook with one runs at every prompt.',
  ),
  *find({ hook }) {
    const { event, matcher } = hook
    const meaning = meaningOf(event, matcher)
    if (matcher === null || EVERYTHING.has(matcher)) return
    if (meaning.how === 'ignored')
      yield {
        ...atHook(hook, 'matcher'),
        severity: 'warning',
        message: `The matcher ${quoted(matcher)} means nothing: ${event} has none.`,
        happens: `The hook runs at every ${event}.`,
        fix: 'Leave the matcher out, and let the script look at its input.',
      }
    if (meaning.how !== 'pattern') return
    const more = beyond(event, matcher, matchedAgainst(event)?.known ?? [])
    if (more.length === 0) return
    yield {
      ...atHook(hook, 'matcher'),
      severity: 'warning',
      message: `The matcher ${quoted(matcher)} is looked for anywhere in a name, and so matches ${listed(more)} too.`,
      happens: 'The hook runs more often than it seems.',
      fix: `Write ^(?:${matcher.slice(0, 80)})$ if only whole names are meant.`,
    }
  },
})

const EVERYTHING = new Set(['', '*', '.*'])

/** What matches only since the expression is not held against the whole name. */
function beyond(event: string, matcher: string, known: readonly string[]): readonly string[] {
  const anywhere = meaningOf(event, matcher)
  const whole = meaningOf(event, `^(?:${matcher})$`)
  const isMeantAsNames = known.some((value) => isMatched(whole, value) === true)
  if (!isMeantAsNames) return []
  return known.filter((value) => isMatched(anywhere, value) === true && isMatched(whole, value) === false)
}

function listed(names: readonly string[]) {
  const some = names.slice(0, 4)
  return names.length > some.length ? `${some.join(', ')} and ${names.length - some.length} more` : some.join(', ')
}
