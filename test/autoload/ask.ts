import { GROUPS } from '../../server/autoload/groups.ts'
import { detectIntent } from '../../server/autoload/intent.ts'
import { makeLexicon } from '../../server/autoload/make-lexicon.ts'

const lexicon = makeLexicon(GROUPS)

export const ask = (prompt: string) => detectIntent(prompt, lexicon)

/** The groups a prompt asks for, in one line. */
export const groupsOf = (prompt: string) => ask(prompt).plugins.join(' ')

/** Why a term of a group did not count, or undefined. */
export const whyNot = (prompt: string, term: string) => ask(prompt).suppressed.find((one) => one.term === term)?.why
