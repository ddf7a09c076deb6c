import type { Group } from './types.ts'

/** A plugin that a marketplace offers, as far as it can be told what it is for. */
export type Offered = {
  readonly id: string
  readonly name: string
  readonly category: string | null
  readonly keywords: readonly string[]
  readonly tags: readonly string[]
}

/** `why`: what speaks for it, as a part of a sentence: 'its name has “react”'. */
export type Candidate = { readonly id: string; readonly score: number; readonly why: string }

/** What a name says counts most; a category holds many plugins that do something else. */
const POINTS = { name: 4, keyword: 3, tag: 2, category: 1 } as const
const ENOUGH = 3
const MOST = 5

/** Which plugins might be meant for a group, best first: for a person to choose from, never to be installed by itself. */
export function candidatesFor(group: Group, offered: readonly Offered[]): readonly Candidate[] {
  const wanted = wordsOf(group)
  return offered
    .map((one) => judged(one, wanted))
    .filter(({ score }) => score >= ENOUGH)
    .sort((a, b) => b.score - a.score || a.id.localeCompare(b.id))
    .slice(0, MOST)
}

/** `names`: what the group is called, which a plugin's own name has to be about; `terms`: its technologies. */
type Wanted = { readonly names: ReadonlySet<string>; readonly terms: ReadonlySet<string> }

function wordsOf({ name, title, prompt, project }: Group): Wanted {
  const names = new Set([plain(name), plain(title)])
  const phrases = [...prompt.strong.filter((phrase) => !PATTERN.test(phrase)), ...project.map(({ says }) => says)]
  return { names, terms: new Set([...names, ...phrases.map(plain).filter(({ length }) => length > 1)]) }
}

/** A phrase that is not just words: see phrases.ts. */
const PATTERN = /[|*@^]|\.\./

function judged({ id, name, category, keywords, tags }: Offered, { names, terms }: Wanted): Candidate {
  const found: { points: number; says: string }[] = []
  const parts = partsOf(plain(name))
  const inName = parts.find((part) => names.has(part)) ?? parts.find((part) => terms.has(part))
  if (inName) found.push({ points: POINTS.name, says: `its name has “${inName}”` })
  for (const [what, words] of [
    ['keyword', keywords],
    ['tag', tags],
    ['category', category === null ? [] : [category]],
  ] as const) {
    const word = words.map(plain).find((each) => terms.has(each))
    if (word) found.push({ points: POINTS[what], says: `its ${what} is “${word}”` })
  }
  return {
    id,
    score: found.reduce((sum, { points }) => sum + points, 0),
    why: found.map(({ says }) => says).join(', '),
  }
}

/** One to three whole words that follow one another, the most words first: “ml” is not in “html”. */
function partsOf(text: string): readonly string[] {
  const words = text.split(' ').slice(0, MOST_WORDS)
  return [3, 2, 1].flatMap((length) =>
    words.slice(0, Math.max(0, words.length - length + 1)).map((_, at) => words.slice(at, at + length).join(' ')),
  )
}

const MOST_WORDS = 12

const plain = (text: string) =>
  text
    .slice(0, 100)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}+#.]+/gu, ' ')
    .trim()
