import { defineCheck } from '../check.ts'
import { atHook, measured, quoted } from '../hooks/found.ts'
import { meaningOf } from '../hooks/matcher.ts'

export const check = defineCheck({
  name: 'hook-matcher-invalid',
  title: 'A matcher that is no valid regular expression',
  of: 'hook',
  evidence: measured(
    'A matcher that is no valid expression, such as “*Write” or “(?i)write”, never matches; the log alone says so.',
  ),
  *find({ hook }) {
    const meaning = meaningOf(hook.event, hook.matcher)
    if (meaning.how !== 'invalid') return
    yield {
      ...atHook(hook, 'matcher'),
      severity: 'error',
      message: `The matcher ${quoted(hook.matcher ?? '')} is no valid regular expression: ${reason(meaning.why)}.`,
      happens: 'The hook never runs, and no session says so.',
      fix: 'Write names with | between them, or an expression of JavaScript: .* for anything, and no flags.',
    }
  },
})

/** “Invalid regular expression: /Write(/: Unterminated group” */
const reason = (why: string) => why.slice(why.lastIndexOf(': ') + 2).slice(0, 100) || 'it cannot be read'
