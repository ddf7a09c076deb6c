import { defineCheck } from '../check.ts'
import { atHook, measured, quoted } from '../hooks/found.ts'
import { isMatched, meaningOf } from '../hooks/matcher.ts'
import { nearest } from '../hooks/nearest.ts'
import { type MatchedAgainst, matchedAgainst } from '../hooks/tool-names.ts'
import type { Hook } from '../hooks/types.ts'

export const check = defineCheck({
  name: 'hook-matcher-never',
  title: 'A matcher that can never match',
  of: 'hook',
  evidence: measured(
    'Names have to be whole and in the right case: “write”, “Writ” and “Edit Write” do not match Write. ' +
      'Rules of permissions (“Write(*.ts)”), “!Edit” and “/Write/i” are expressions that match nothing.',
  ),
  *find({ hook }) {
    const against = matchedAgainst(hook.event)
    const meaning = meaningOf(hook.event, hook.matcher)
    if (!against || hook.matcher === null) return
    if (meaning.how === 'names') yield* wrongNames(hook, meaning.names, against)
    if (meaning.how !== 'pattern') return
    const fix = patternFix(hook.matcher, against)
    const isNone = against.isComplete && against.known.every((value) => isMatched(meaning, value) === false)
    if (fix === null && !isNone) return
    yield {
      ...atHook(hook, 'matcher'),
      severity: 'error',
      message: `The matcher ${quoted(hook.matcher)} matches nothing that ${hook.event} is about.`,
      happens: NEVER,
      fix: fix ?? `It is held against ${against.what}: ${against.known.join(', ')}.`,
    }
  },
})

const NEVER = 'The hook never runs, and no session says so.'

function* wrongNames(hook: Hook, names: readonly string[], against: MatchedAgainst) {
  if (names.length === 0)
    yield {
      ...atHook(hook, 'matcher'),
      severity: 'error' as const,
      message: `The matcher ${quoted(hook.matcher ?? '')} names nothing.`,
      happens: NEVER,
      fix: 'Leave the matcher out to match everything.',
    }
  const wrong = names.flatMap((name) => {
    const why = whyNever(name, against)
    return why ? [{ name, ...why }] : []
  })
  const isAll = wrong.length === names.length
  for (const { name, is, fix } of wrong.slice(0, MOST))
    yield {
      ...atHook(hook, `matcher ${name}`),
      severity: isAll ? ('error' as const) : ('warning' as const),
      message: `${quoted(name)} in the matcher is ${is}.`,
      happens: isAll ? NEVER : 'The hook runs for the other names alone.',
      fix,
    }
}

const MOST = 10

function whyNever(
  name: string,
  { what, known, isComplete, isTool }: MatchedAgainst,
): { is: string; fix: string } | null {
  if (known.includes(name)) return null
  const near = nearest(name, known)
  if (isComplete)
    return {
      is: `nothing that ${what} can be`,
      fix: near ? `Name it “${near}”.` : `Write one of ${known.join(', ')}, or leave the matcher out.`,
    }
  if (!isTool) return null
  if (name.includes(' ')) return { is: 'one name with a space in it', fix: 'Put | between names.' }
  if (/^mcp__[^_]+(?:_[^_]+)*$/.test(name))
    return { is: 'a server, and the names of its tools are longer', fix: `Write ${name}__.* for all of its tools.` }
  if (near === null || !isSameButForCase(near, name)) return null
  return { is: `not written like the tool ${near}`, fix: `Name it “${near}”: upper and lower case matter.` }
}

const isSameButForCase = (one: string, other: string) => one.toLowerCase() === other.toLowerCase().replace(/[-_]/g, '')

/** What people write who expect another language here. */
function patternFix(matcher: string, { isTool, known }: MatchedAgainst): string | null {
  if (matcher.startsWith('!')) return 'There is no “not”: match everything, and let the script decide.'
  if (/^\/.+\/[a-z]*$/.test(matcher)) return 'Leave the slashes and flags out.'
  const [, tool = '', inner = ''] = (isTool && /^([A-Z]\w*)\((.*)\)$/.exec(matcher)) || []
  if (!known.includes(tool) || isExpression(inner)) return null
  return `Match ${tool}, and put the rule into the hook’s “if”.`
}

/** “Write(.*)” is an odd way to write an expression, and one that matches. */
const isExpression = (inner: string) => inner === '' || /^[.?|\\]/.test(inner)
