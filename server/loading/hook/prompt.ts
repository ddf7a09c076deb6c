import { detectIntent, type Intent } from '../../autoload/intent.ts'
import { openLexicon } from '../../autoload/lexicon.ts'
import { trustAfter } from '../../autoload/trust.ts'
import type { Answer, At } from './answer.ts'
import { evidenceOf, keptPrompt } from './evidence.ts'
import { answered } from './outcome.ts'

/** Looks at a prompt. One that is a slash command says itself what it wants. */
export function onPrompt(at: At<'UserPromptSubmit'>): Answer {
  const { event, vocabulary, history } = at
  const data = vocabulary.prompt()
  const intent = /^\s*\/[\w:.-]+(?:\s|$)/.test(event.prompt)
    ? NOTHING
    : detectIntent(event.prompt, openLexicon(data), trustAfter(history.autoload.penalties(at.project)))
  const { matches, suppressed } = evidenceOf(intent)
  return answered(at, {
    event: 'prompt',
    groups: data.groups,
    detected: intent.plugins,
    matches,
    suppressed,
    because: (group) => termsOf(intent, group),
    asked: event.prompt,
    prompt: history.autoload.keepsPrompts() ? keptPrompt(event.prompt) : null,
  })
}

const NOTHING: Intent = { plugins: [], ids: [], matches: [], suppressed: [] }

const termsOf = ({ matches }: Intent, group: string) =>
  [...new Set(matches.filter((match) => match.group === group).map(({ term }) => term))].slice(0, 3).join(', ')
