import type { Piece } from './contents.ts'

/**
 * The pieces by how many of their words the prompt has, the best first; those of their name count most. A word that all
 * pieces share says nothing about which of them is meant.
 */
export function rank(prompt: string, pieces: readonly Piece[]): readonly { piece: Piece; score: number }[] {
  const asked = termsOf(prompt.slice(0, 8000))
  const terms = pieces.map(({ name, description }) => ({
    name: termsOf(name.slice(name.indexOf(':') + 1)),
    description: termsOf(description),
  }))
  const spread = (term: string) =>
    terms.filter(({ name, description }) => name.has(term) || description.has(term)).length
  const weight = (term: string) => Math.log(1 + pieces.length / spread(term))
  return pieces
    .map((piece, index) => {
      const own = terms[index] as (typeof terms)[number]
      let score = 0
      for (const term of asked) {
        if (own.name.has(term)) score += NAME * weight(term)
        else if (own.description.has(term)) score += weight(term)
      }
      return { piece, score }
    })
    .sort((a, b) => b.score - a.score || (a.piece.name < b.piece.name ? -1 : 1))
}

const NAME = 3

const termsOf = (text: string): ReadonlySet<string> =>
  new Set(
    (text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [])
      .map((word) => (word.length > 4 ? word.replace(/(?:ing|ed|es|s)$/, '') : word))
      .filter((word) => !EMPTY.has(word)),
  )

const EMPTY: ReadonlySet<string> = new Set(
  'the and for with this that from into your you our are was use when what how please can not all any of to in on is it an or by be as at do'.split(
    ' ',
  ),
)
