import { fieldOf } from '../../claude/json.ts'

/** A line of a transcript, as 2.1.329 writes it; whatever is not as it was seen tells nothing. */
export type Line = Readonly<Record<string, unknown>>

/** A call of a tool. */
export type Use = { name: string; input: unknown; id: string }

export const wordsOf = ({ name, input }: Use) => {
  const what = ['command', 'file_path', 'pattern', 'description'].map((key) => fieldOf(input, key)).find(Boolean)
  return typeof what === 'string' ? `${name} ${what}` : name
}

const contentOf = (line: Line): readonly unknown[] => {
  const content = fieldOf(line.message, 'content')
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  return Array.isArray(content) ? content : []
}

export function promptsIn(line: Line): string[] {
  if (line.type !== 'user') return []
  return contentOf(line).flatMap((block) => {
    const text = fieldOf(block, 'type') === 'text' ? fieldOf(block, 'text') : null
    return typeof text === 'string' && !/^\s*<[a-z-]+>/.test(text) ? [text] : []
  })
}

/** What Claude said last before it stopped. */
export function textsIn(line: Line): string[] {
  if (line.type !== 'assistant' || fieldOf(line.message, 'stop_reason') !== 'end_turn') return []
  return contentOf(line).flatMap((block) => {
    const text = fieldOf(block, 'text')
    return typeof text === 'string' ? [text] : []
  })
}

export function usesIn(line: Line): Use[] {
  if (line.type !== 'assistant') return []
  return contentOf(line).flatMap((block) => {
    const [name, id] = [fieldOf(block, 'name'), fieldOf(block, 'id')]
    if (fieldOf(block, 'type') !== 'tool_use' || typeof name !== 'string' || typeof id !== 'string') return []
    return [{ name, id, input: fieldOf(block, 'input') }]
  })
}

export function resultsIn(line: Line, uses: ReadonlyMap<string, Use>): { use: Use; isError: boolean }[] {
  if (line.type !== 'user') return []
  return contentOf(line).flatMap((block) => {
    const use = uses.get(String(fieldOf(block, 'tool_use_id')))
    return fieldOf(block, 'type') === 'tool_result' && use
      ? [{ use, isError: fieldOf(block, 'is_error') === true }]
      : []
  })
}
