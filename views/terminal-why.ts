import type { receiptsIn } from '../server/plugins/why/proof.ts'
import type { InSession, Why } from '../server/plugins/why/types.ts'
import { columns, lines } from './terminal.ts'
import { age, tilde } from './text.ts'

/** Why an edit is live or not, for a terminal: the answer, the stages on its way, what to do, and what that rests on. */
export const why = (answer: Why, receipts: Receipts = []): string =>
  lines([
    answer.answer,
    ...answer.notes,
    ...section(columns(answer.hops.map(hopLine))),
    ...section(answer.sessions.length > 1 ? columns(answer.sessions.map(sessionLine)) : []),
    ...section(columns(receipts.map(receiptLine))),
    ...section(answer.steps.map((step, index) => `${index + 1}. ${step.command ?? step.text}: ${step.why}`)),
    ...section(answer.suggestions.map((path) => `  ${tilde(path)}`)),
    ...section(grounds(answer)),
  ])

type Receipts = ReturnType<typeof receiptsIn>

const section = (all: readonly string[]) => (all.length === 0 ? [] : ['', ...all])

const hopLine = ({ hop, ok, detail, at, broken }: Why['hops'][number]) => [
  broken ? '→' : ' ',
  MARKS[String(ok)] ?? '?',
  hop,
  at === null ? '' : age(at),
  detail,
]

const MARKS: Record<string, string> = { true: '✓', false: '✕', null: '?' }

const sessionLine = ({ pid, cwd, ok, asOf, sentence, unless, remedy }: InSession) => [
  MARKS[String(ok)] ?? '?',
  String(pid),
  cwd === null ? '' : tilde(cwd),
  asOf === null ? '' : age(asOf),
  [sentence, unless].filter(Boolean).join(', '),
  remedy === 'none' ? '' : remedy,
]

const receiptLine = ({ pid, proven, sentence }: Receipts[number]) => [
  MARKS[String(proven)] ?? '?',
  'receipt',
  String(pid),
  sentence,
]

const grounds = ({ rule, ground, basis }: Why): string[] => [
  ...(rule ? [`Rule ${rule.id} (${rule.source}, ${rule.confidence} confidence): ${rule.evidence}`] : []),
  ...(basis && !basis.measured ? [`This version was not measured; ${basis.basis} was taken.`] : []),
  ...(ground === null ? [] : [ground]),
]
