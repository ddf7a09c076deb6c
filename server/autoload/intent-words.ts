import type { Word } from './intent-find.ts'

/** Whether a word is there, and in the same clause as another. */
export function sameClause(words: readonly Word[], index: number, as: number): boolean {
  const word = words[index]
  return word !== undefined && word.part === words[as]?.part
}

export const wordSet = (text: string): ReadonlySet<string> => new Set(text.split(' '))
