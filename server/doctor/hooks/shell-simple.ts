import { type Part, plainText, type Token } from './shell-words.ts'

/** One command with its arguments, as they are written. */
export type Simple = {
  words: readonly (readonly Part[])[]
  /** Whether it stands under a condition, or another is to be run when this one fails. */
  isOptional: boolean
}

/**
 * The commands between the operators, without redirections and without the words that hold them together. It ends
 * before what is no command at all (arithmetic, `case`).
 */
export function simpleCommands(tokens: readonly Token[]): readonly Simple[] {
  const found: Simple[] = []
  const defined = new Set<string>()
  let words: (readonly Part[])[] = []
  let isTarget = false
  let isConditional = false
  const take = (hasFallback: boolean) => {
    const kept = withoutKeywords(words)
    isConditional = (isConditional || words.some(isBranch)) && !words.some(isClosing)
    words = []
    const first = kept[0] ? plainText(kept[0]) : ''
    if (first === 'function') defined.add(plainText(kept[1] ?? []) ?? '')
    else if (first !== '' && first !== 'for' && first !== 'select' && !defined.has(first ?? ''))
      found.push({ words: kept, isOptional: hasFallback || isConditional })
    return first !== 'case'
  }
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'word') {
      if (!isTarget) words.push(token.parts)
      isTarget = false
    } else if (/[<>]/.test(token.text)) isTarget = !isCondition(words)
    else if (isCondition(words)) continue
    else if (isOperator(token, '(') && isOperator(tokens[index + 1], '(')) return found
    else if (isOperator(token, '(') && words.length === 1 && isOperator(tokens[index + 1], ')')) {
      defined.add(plainText(words[0] ?? []) ?? '')
      words = []
    } else if (!take(token.text === '||')) return found.slice(0, -1)
  }
  return take(false) ? found : found.slice(0, -1)
}

const KEYWORDS = new Set(['!', '{', 'if', 'then', 'elif', 'else', 'while', 'until', 'do', 'time', 'coproc'])
const CLOSING = new Set(['}', 'fi', 'done', 'esac'])
const BRANCHES = new Set(['then', 'elif', 'else', 'do'])

const isBranch = (parts: readonly Part[]) => BRANCHES.has(plainText(parts) ?? '')
const isClosing = (parts: readonly Part[]) => CLOSING.has(plainText(parts) ?? '')

function withoutKeywords(words: readonly (readonly Part[])[]) {
  const first = words.findIndex((parts) => !KEYWORDS.has(plainText(parts) ?? ''))
  return first < 0 || isClosing(words[first] ?? []) ? [] : words.slice(first)
}

/** Between `[[` and `]]`, operators are no operators. */
function isCondition(words: readonly (readonly Part[])[]) {
  const plain = words.map(plainText)
  return plain.includes('[[') && plain.at(-1) !== ']]'
}

const isOperator = (token: Token | undefined, text: string) => token?.kind === 'operator' && token.text === text
