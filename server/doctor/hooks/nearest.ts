/** The word that somebody most likely meant, or null when none is near. */
export function nearest(written: string, known: readonly string[]): string | null {
  if (written.length > 60) return null
  const plain = (word: string) => word.toLowerCase().replace(/[^a-z]/g, '')
  const wanted = plain(written)
  const same = known.find((word) => plain(word) === wanted)
  if (same) return same
  const [best] = known
    .map((word) => ({ word, distance: distance(wanted, plain(word)) }))
    .sort((one, other) => one.distance - other.distance)
  return best && best.distance <= Math.max(2, Math.floor(best.word.length / 3)) ? best.word : null
}

/** How many letters have to be changed, added or removed. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1]
    for (const [position, wanted] of [...other].entries())
      next.push(
        Math.min(
          (row[position + 1] ?? 0) + 1,
          (next[position] ?? 0) + 1,
          (row[position] ?? 0) + (letter === wanted ? 0 : 1),
        ),
      )
    row = next
  }
  return row.at(-1) ?? 0
}
