import type { Group } from './types.ts'

const MOST = { vague: 3, says: 5, strong: 5 } as const

/** A few words a person would know a group by: the everyday ones, its technologies, and phrases that ask for it. */
export function keywordsOf({ title, prompt, project }: Group): readonly string[] {
  const chosen: string[] = []
  const take = (words: readonly string[], most: number) => {
    let left = most
    for (const word of words) {
      if (left === 0) return
      if (UNCLEAR.test(word) || chosen.some((other) => isSpelling(word, other))) continue
      chosen.push(word)
      left--
    }
  }
  take(prompt.vague, MOST.vague)
  take([title], 1)
  take(
    project.map(({ says }) => says),
    MOST.says,
  )
  take(prompt.strong, MOST.strong)
  return chosen
}

/** A pattern, a description instead of a name, or what would be more than text in Markdown. */
const UNCLEAR = /[|*@^`<>[\]\\]|\.\.|^[Aa]n? |[\p{Cc}\p{Cf}]|.{41}/u

/** The vocabularies hold common typing errors and several spellings of the same. */
function isSpelling(one: string, other: string): boolean {
  const [a, b] = [one, other].map((word) => word.toLowerCase().replaceAll(/[^\p{L}\p{N}+#]/gu, '')) as [string, string]
  return a === b || (Math.min(a.length, b.length) > 4 && (a.startsWith(b) || b.startsWith(a) || distance(a, b) <= 2))
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
      )
    row = next
  }
  return row[b.length] ?? 0
}
