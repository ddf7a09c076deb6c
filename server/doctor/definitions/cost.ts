import type { Frontmatter } from '../frontmatter.ts'
import { claudeMay } from './flags.ts'
import type { Cost, DefinitionKind, Description } from './types.ts'

/** Claude Code's own estimate, as `claude plugin details` prints it: four characters to a token (2.1.329). */
const CHARACTERS_OF_A_TOKEN = 4

/** How much of a skill's description stands in the list that Claude is given (2.1.329). */
export const LONGEST_LISTED = 1536

export const tokensIn = (text: string): number => Math.ceil(text.length / CHARACTERS_OF_A_TOKEN)

export function costOf(kind: DefinitionKind, name: string, description: Description, frontmatter: Frontmatter): Cost {
  const told = kind === 'agent' ? description.text : description.text.slice(0, LONGEST_LISTED)
  return {
    alwaysOn: isTold(kind, description, frontmatter) ? tokensIn(`- ${name}: ${told}\n`) : 0,
    onInvoke: tokensIn(frontmatter.body.trim()),
  }
}

/** Claude is not told of an output style, nor of what only people may type. */
const isTold = (kind: DefinitionKind, { text }: Description, frontmatter: Frontmatter) =>
  text !== '' && kind !== 'output style' && (kind === 'agent' || claudeMay(frontmatter))
