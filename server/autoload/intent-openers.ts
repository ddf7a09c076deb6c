import type { Word } from './intent-find.ts'
import { IMPERATIVE_AFTER, refusalAt } from './intent-refusals.ts'
import { sameClause, wordSet } from './intent-words.ts'

/** How far a refusal reaches: to the end of its clause, past commas of a list, or only to the next preposition. */
export type Reach = 'clause' | 'noun'
export type Opener = { readonly length: number; readonly reach: Reach }

/** The words that take back what follows them, when they stand at `at`. In Portuguese "no" means "in the". */
export function openerAt(words: readonly Word[], at: number, isPortuguese: boolean): Opener | null {
  const text = (index: number) => words[at + index]?.text ?? ''
  const before = sameClause(words, at - 1, at) ? (words[at - 1]?.text ?? '') : ''
  const two = `${text(0)} ${text(1)}`
  const three = `${two} ${text(2)}`
  if (three === 'nothing to do' && text(3) === 'with') return { length: 4, reach: 'clause' }
  if (
    /^(?:instead of|rather than|other than|no need|except for|unrelated to|not about|not related|anything but|forget about|(?:isn't|aren't|wasn't|doesn't) (?:about|concern|involve)|never mind|nothing about|nothing with)$/.test(
      two,
    )
  )
    return DOUBTS.has(before) ? null : { length: 2, reach: 'clause' }
  if (
    /^(?:not|no longer|never)$/.test(text(0)) &&
    /^(?:using|touching|including|changing|interested|needed|necessary)$/.test(text(1))
  )
    return { length: 2, reach: 'clause' }
  if (/^not (?:asking|talking|speaking|thinking|worried) about$/.test(three)) return { length: 3, reach: 'clause' }
  if (text(0) === 'stop' && /ing$/.test(text(1)) && IMPERATIVE_AFTER.has(before)) return { length: 2, reach: 'clause' }
  if (/^no longer (?:use|need|want|support)$/.test(three)) return { length: 3, reach: 'clause' }
  const refusal = refusalAt(words, at, before)
  if (refusal) return refusal
  switch (text(0)) {
    case 'without':
    case 'ohne':
    case 'sans':
    case 'sem':
    case 'без':
      return { length: 1, reach: /ing$/.test(text(1)) ? 'clause' : 'noun' }
    case 'sin':
      return { length: 1, reach: 'noun' }
    case 'except':
    case 'excluding':
      return { length: 1, reach: 'clause' }
    case 'skip':
    case 'forget':
    case 'ignore':
    case 'avoid':
    case 'exclude':
    case 'omit':
      return IMPERATIVE_AFTER.has(before) ? { length: 1, reach: 'noun' } : null
    case 'leave':
    case 'keep':
      return IMPERATIVE_AFTER.has(before) ? leftAlone(words, at) : null
    case 'no':
      return isPortuguese || isAbsence(words, at, before) ? null : { length: 1, reach: 'noun' }
    case 'kein':
    case 'keine':
    case 'keinen':
    case 'keinerlei':
      return before === 'gibt' || before === 'hat' ? null : { length: 1, reach: 'noun' }
    case 'nicht':
      return before === '' || before === 'bitte' || before === 'aber' ? { length: 1, reach: 'clause' } : null
    case 'pas':
      return text(1) === 'de' ||
        /^(?:touche|change|modifie|utilise|fais|écris|ajoute|lance|déploie|veux|touchez|modifiez)$/.test(before)
        ? { length: 1, reach: 'clause' }
        : null
    case 'não':
    case 'nao':
      return /^(?:mex|toque|mude|alter|use|fa[çz]|escrev|quer|precis|adicion|fale)/.test(text(1))
        ? { length: 1, reach: 'clause' }
        : null
    case 'не':
      return /^(?:трог|меня|измен|дела|пиш|использ|нуж|надо|запуск|добавл|деплой|хочу|публик)/.test(text(1))
        ? { length: 1, reach: 'clause' }
        : null
    case 'not':
      return BEFORE_NOT.has(before) || !isNounAfter(words, at) ? null : { length: 1, reach: 'noun' }
    default:
      return null
  }
}

/** "leave the tests alone", "keep the API as it is". */
function leftAlone(words: readonly Word[], at: number): Opener | null {
  const rest = words.slice(at + 1, at + 9).filter(({ sentence }) => sentence === words[at]?.sentence)
  return rest.some(({ text }, index) =>
    text === 'as'
      ? /^(?:is|it|they|they're)$/.test(rest[index + 1]?.text ?? '')
      : /^(?:alone|untouched|unchanged|out)$/.test(text),
  )
    ? { length: 1, reach: 'clause' }
    : null
}

export const areInPortuguese = (words: readonly Word[]) => words.some(({ text }) => PORTUGUESE.has(text))

/** "there are no tests", "no tests found": a lack that may be the very reason to ask. */
function isAbsence(words: readonly Word[], at: number, before: string): boolean {
  if (BEFORE_LACK.test(before)) return true
  const { part } = words[at] as Word
  const rest = words.slice(at + 1, at + 6).flatMap((word) => (word.part === part ? [word.text] : []))
  return (
    AFTER_NO.test(rest[0] ?? '') ||
    rest.slice(1).some((text) => /^(?:found|ran|exist|exists|is|are|was|were|matched|passed|executed|yet)$/.test(text))
  )
}

function isNounAfter(words: readonly Word[], at: number): boolean {
  const next = words[at + 1]
  if (!next || !sameClause(words, at + 1, at)) return false
  const noun = /^(?:the|a|an|any|another|our|my)$/.test(next.text) ? words[at + 2] : next
  return noun?.known === true
}

const PORTUGUESE = wordSet(
  'uma um não nao da das dos na nas meu minha esse essa isso esta pra você ao está são como cria crie adiciona adicione faz faça corrige corrija',
)
const DOUBTS = wordSet('why')
const BEFORE_NOT = wordSet('does do did can could will would has have had may might if or cannot')
const BEFORE_LACK =
  /^(?:there|is|are|was|were|has|have|had|says?|shows?|got|gets?|gives?|getting|returns?|reports?|see|found|finds|with|still|there's)$/
const AFTER_NO =
  /^(?:such|idea|clue|way|problem|problems|issue|issues|longer|matter|one|doubt|worries|luck|reason|funciona|funcionan|responde|carga|va|anda|compila|pasa|pasan|encuentra|puedo|sé|entiendo|veo|hay)$/
