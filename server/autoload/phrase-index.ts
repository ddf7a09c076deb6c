/** The phrases of a vocabulary by the key of their anchor, as lines. */
export type PhraseIndex = { readonly linesAt: (key: string) => readonly string[] }

/** As one text: sorted lines, each a key, a tab, and the rest. */
export function indexText(lines: Iterable<readonly [key: string, rest: string]>): string {
  return [...lines]
    .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
    .map(([key, rest]) => `${key}\t${rest}\n`)
    .join('')
}

/** So many keys are searched for in the text itself, which is what a hook does; whoever asks for more gets a map. */
const FEW = 600

export function openIndex(text: string): PhraseIndex {
  const found = new Map<string, readonly string[]>()
  let isWhole = false
  return {
    linesAt(key) {
      const known = found.get(key)
      if (known || isWhole) return known ?? NONE
      if (found.size >= FEW) {
        readAll(text, found)
        isWhole = true
        return found.get(key) ?? NONE
      }
      const lines = search(text, key)
      found.set(key, lines)
      return lines
    },
  }
}

const NONE: readonly string[] = []

function search(text: string, key: string): readonly string[] {
  let low = 0
  let high = text.length
  while (low < high) {
    const start = text.lastIndexOf('\n', ((low + high) >> 1) - 1) + 1
    if (start < low) {
      low = text.indexOf('\n', low) + 1
      continue
    }
    if (text.slice(start, text.indexOf('\t', start)) < key) low = text.indexOf('\n', start) + 1
    else high = start
  }
  const lines: string[] = []
  for (let start = low; text.startsWith(`${key}\t`, start); ) {
    const end = text.indexOf('\n', start)
    lines.push(text.slice(start + key.length + 1, end))
    start = end + 1
  }
  return lines
}

function readAll(text: string, into: Map<string, readonly string[]>) {
  into.clear()
  for (const line of text.split('\n')) {
    const tab = line.indexOf('\t')
    if (tab === -1) continue
    const key = line.slice(0, tab)
    into.set(key, [...(into.get(key) ?? []), line.slice(tab + 1)])
  }
}
