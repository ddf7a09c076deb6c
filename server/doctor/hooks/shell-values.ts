import type { Part } from './shell-words.ts'

/** How a command leads to a path: by one of Claude Code's variables, from the home folder, or as it is written. */
type Via = 'root' | 'data' | 'project' | 'home' | 'written'

export type Value = { text: string; via: Via }

export type Variables = ReadonlyMap<string, Value>

/**
 * What becomes of a word: none for a variable that is empty, several where an unquoted one holds spaces, null where
 * only running it would tell.
 */
export function expand(parts: readonly Part[], variables: Variables): readonly Value[] | null {
  const words: { text: string; via: Via; quoted: boolean }[] = []
  let open = false
  const last = () => words.at(-1)
  const append = ({ text, via }: Value, quoted: boolean) => {
    const word = open ? last() : undefined
    if (!word) words.push({ text, via, quoted })
    else {
      if (word.text === '') word.via = via
      word.text += text
      word.quoted ||= quoted
    }
    open = true
  }
  for (const [index, part] of parts.entries()) {
    const value = valueIn(part, index, variables)
    if (!value || part.kind === 'unknown' || value.text.length + (last()?.text.length ?? 0) > LONGEST) return null
    if (part.kind === 'text' || part.quoted) {
      append(value, part.quoted)
      continue
    }
    const [first = '', ...rest] = value.text.split(/[ \t\n]+/)
    append(rest.length > 0 ? { text: first, via: 'written' } : value, false)
    for (const text of rest) {
      open = false
      append({ text, via: 'written' }, false)
    }
  }
  return words.filter(({ text, quoted }) => text !== '' || quoted).map(({ text, via }) => ({ text, via }))
}

/** A variable that is put into itself again and again grows without end. */
const LONGEST = 10_000

function valueIn(part: Part, index: number, variables: Variables): Value | null {
  if (part.kind === 'unknown') return null
  if (part.kind === 'variable') {
    const known = variables.get(part.name)
    return known ?? (part.otherwise === null ? null : { text: part.otherwise, via: 'written' })
  }
  if (index > 0 || part.quoted || !/^~(?:\/|$)/.test(part.text)) return { text: part.text, via: 'written' }
  const home = variables.get('HOME')
  return home ? { text: home.text + part.text.slice(1), via: 'home' } : null
}
