import type { Problem } from '../server/claude/types.ts'
import type { Severity } from '../server/doctor/types.ts'
import type { ShownFinding, Tally } from '../server/plugins/doctor/types.ts'
import { lines } from './terminal.ts'
import { count, tilde } from './text.ts'

/** What is wrong, by plugin and file, the gravest first, and what could not be read; what is muted is only counted. */
export function doctor(findings: readonly ShownFinding[], tally: Tally, problems: readonly Problem[]): string {
  const heard = findings.filter(({ muted }) => muted === null)
  const groups = Map.groupBy(heard, ({ plugin }) => plugin ?? 'Outside of plugins')
  return lines([
    ...[...groups].flatMap(([plugin, members]) => [plugin, ...filesOf(members), '']),
    ...(problems.length === 0 ? [] : ['Could not be read', ...problems.map(problemLine), '']),
    summary(tally, problems.length),
  ])
}

const problemLine = ({ file, message }: Problem) => `  ${tilde(file)}: ${message}`

const filesOf = (findings: readonly ShownFinding[]): string[] =>
  [...Map.groupBy(findings, ({ file, below }) => below ?? tilde(file))].flatMap(([file, members]) => [
    `  ${file}`,
    ...members.flatMap(findingLines),
  ])

const findingLines = ({ severity, line, about, message, happens, fix, id }: ShownFinding): string[] => [
  `    ${SHAPES[severity]} ${line === null ? '' : `line ${line}, `}${about}: ${message}`,
  `      ${happens}`,
  `      Do: ${fix}  (${id})`,
]

const SHAPES: Record<Severity, string> = { error: '✕', warning: '▲', note: '○' }

function summary({ error, warning, note, muted }: Tally, problems: number): string {
  const found = [
    problems > 0 && `${count(problems, 'problem')} with what was to be read`,
    error > 0 && count(error, 'error'),
    warning > 0 && count(warning, 'warning'),
    note > 0 && count(note, 'note'),
  ].filter(Boolean)
  const silent = muted > 0 ? ` ${count(muted, 'finding')} ${muted === 1 ? 'is' : 'are'} muted.` : ''
  return `${found.length === 0 ? 'Nothing is wrong' : found.join(', ')}.${silent}`
}
