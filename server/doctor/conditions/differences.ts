import { withField } from './edit-field.ts'
import { type Literal, withKey } from './edit-json.ts'
import type { Reading } from './types.ts'

/** How a file could be different where it is asked for this. */
export function textsFor({ kind, file, keys, literals }: Reading, now: string | null): (string | null)[] {
  if (kind === 'flag') return now === null ? [emptyOf(file, literals)] : [null]
  if (now === null) return []
  const candidates = candidatesFor(literals)
  const texts =
    kind === 'key'
      ? candidates.flatMap((value) => withKey(now, keys, value) ?? [])
      : candidates.flatMap((value) => withField(now, keys[0] ?? '', `${value}`))
  return [...new Set(texts)].filter((text) => text !== now)
}

/** What is asked for, and what is not. */
function candidatesFor(literals: readonly string[]): Literal[] {
  const isSwitch = literals.length === 0 || literals.some((one) => one === 'true' || one === 'false')
  const others = literals.filter((one) => !['true', 'false', 'null', 'undefined', ''].includes(one))
  return [...(isSwitch || others.length === 0 ? [true, false] : []), ...others, ...(isSwitch ? [] : ['off'])]
}

const emptyOf = (file: string, literals: readonly string[]) => {
  if (file.endsWith('.json')) return '{}\n'
  if (file.endsWith('.md')) return '---\n---\n'
  return literals.includes('full') ? '1\n' : ''
}
