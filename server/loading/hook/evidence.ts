import type { Intent } from '../../autoload/intent.ts'
import { masked } from '../../claude/masked.ts'

const LONGEST_PROMPT = 10_000

/** What is kept of a prompt: the words of our own vocabulary that were found, and where. Nothing else of it is. */
export const evidenceOf = ({ matches, suppressed }: Intent) => ({
  matches: matches.map(({ group, term, offset, weight, zone }) => ({
    group,
    term: masked(term),
    offset,
    weight,
    zone,
  })),
  suppressed: suppressed.map(({ group, term, offset, why }) => ({ group, term: masked(term), offset, why })),
})

/** Only for those who asked for it; even then without what looks like a secret. */
export const keptPrompt = (prompt: string): string => masked(prompt.slice(0, LONGEST_PROMPT))
