import type { Evidence, Found } from '../types.ts'
import type { Definition } from './types.ts'

/** What a finding says of where it is, for the definition it is about. `field`: it is about that line. */
export const at = (
  { kind, name, file, id, frontmatter }: Definition,
  field?: string,
): Pick<Found, 'key' | 'file' | 'line' | 'about' | 'definition'> => ({
  key: [kind, field].filter(Boolean).join(' '),
  file,
  line: field === undefined ? null : (frontmatter.lines.get(field) ?? null),
  about: `${kind} ${name}`,
  definition: id,
})

/** The version in which everything was seen that is said of definitions. */
export const MEASURED_WITH = '2.1.329'

/** Seen in the real program, by the test of definitions. */
export const measured = (says: string): Evidence => ({
  how: 'measured',
  version: MEASURED_WITH,
  says,
  shownBy: 'claude/doctor-definitions.test.ts',
})

/** What a person types for a skill or command. */
export const typed = (name: string) => `/${name}`
