import { LOOKALIKES } from './vocabulary/lookalikes.ts'

/** Long words of the vocabulary, by their first letter: a slip of the finger seldom hits that one. */
export type LongWords = ReadonlyMap<string, readonly string[]>

export function longWordsOf(words: Iterable<string>): LongWords {
  const byLetter = new Map<string, string[]>()
  for (const word of words) {
    if (word.length < 7 || !/^[a-z]+$/.test(word)) continue
    const letter = word[0] as string
    const others = byLetter.get(letter)
    if (others) others.push(word)
    else byLetter.set(letter, [word])
  }
  return byLetter
}

/** The one of `words`, which begin with the same letter, that was probably meant: one edit away, two for eleven letters and more; never for an English word. */
export function meantBy(text: string, words: readonly string[]): string | null {
  if (text.length < 6 || text.length > 30 || !/^[a-z]+$/.test(text) || LOOKALIKES.has(text)) return null
  let nearest: string | null = null
  let least = 3
  for (const word of words) {
    const most = word.length >= 11 ? 2 : 1
    if (Math.abs(word.length - text.length) > most) continue
    const edits = editsBetween(text, word, Math.min(most, least - 1))
    if (edits < least) {
      least = edits
      nearest = word
    }
  }
  return nearest
}

/** Insertions, deletions, replacements and swaps of neighbours; 3 when there are more than `most`. */
export function editsBetween(one: string, other: string, most: number): number {
  let before: number[] = []
  let previous = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (let row = 1; row <= one.length; row++) {
    const current = [row]
    let best = row
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1]
      let edits = Math.min(
        (previous[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (previous[column - 1] as number) + (same ? 0 : 1),
      )
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      if (swapped) edits = Math.min(edits, (before[column - 2] as number) + 1)
      current.push(edits)
      best = Math.min(best, edits)
    }
    if (best > most) return 3
    before = previous
    previous = current
  }
  const edits = previous[other.length] as number
  return edits > most ? 3 : edits
}
