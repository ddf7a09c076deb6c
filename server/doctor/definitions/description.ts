import type { Frontmatter } from '../frontmatter.ts'
import type { Candidate } from './find.ts'
import type { DefinitionKind, Description } from './types.ts'

/** How much of the first line stands for a description (2.1.329). */
const LONGEST_LINE = 100

/**
 * What is said of it in the list that Claude is given; '' where it is not in it. Measured with 2.1.329: a number or a
 * truth value is a description of a skill, a list is none; without one a skill or command of the user or a project is
 * listed by the first line of its text, one of a plugin is not listed at all.
 */
export function descriptionOf({ kind, plugin }: Candidate, { fields, body }: Frontmatter): Description {
  const { description, when_to_use } = fields
  const when = kind === 'skill' && typeof when_to_use === 'string' ? when_to_use.trim() : ''
  const usable = kind === 'agent' ? ['string'] : ['string', 'number', 'boolean']
  const written = usable.includes(typeof description) ? String(description).trim() : ''
  if (written !== '') return { text: [written, when].filter(Boolean).join(' - '), from: 'description' }
  const isTold = kind !== 'agent' && (plugin === null || when !== '')
  const text = isTold ? [firstLine(body), when].filter(Boolean).join(' - ') : ''
  return text === '' ? { text: instead(kind, plugin), from: 'nothing' } : { text, from: 'first line' }
}

/** What Claude Code says of something that says nothing of itself. */
function instead(kind: DefinitionKind, plugin: string | null): string {
  if (kind === 'agent') return plugin === null ? '' : `Agent from ${plugin} plugin`
  if (plugin !== null || kind === 'output style') return ''
  return kind === 'skill' ? 'Skill' : 'Custom command'
}

function firstLine(body: string): string {
  const line = (/^.*\S.*$/m.exec(body)?.[0] ?? '').trim().replace(/^#+\s+/, '')
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE - 3)}...` : line
}
