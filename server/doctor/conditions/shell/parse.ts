import { NotUnderstood } from '../program.ts'
import { isBare, literalOf, type Token, type Word } from './tokens.ts'

/** A command with its words, and where what it prints goes: 'error' and 'nowhere' are not heard of. */
export type Simple = {
  is: 'simple'
  words: readonly Word[]
  line: number
  output: 'out' | 'error' | 'file' | 'nowhere'
  input: Word | null
}

export type Command =
  | Simple
  | {
      is: 'if'
      ways: readonly { test: readonly List[]; body: readonly List[] }[]
      otherwise: readonly List[]
      line: number
    }
  | { is: 'either'; bodies: readonly (readonly List[])[]; line: number }
  | { is: 'group'; body: readonly List[]; line: number }
  | { is: 'function'; name: string; body: readonly List[]; line: number }

export type Pipeline = { negated: boolean; commands: readonly Command[]; line: number }

/** Pipelines with what stands between them. */
export type List = { first: Pipeline; rest: readonly { after: '&&' | '||'; next: Pipeline }[] }

const ENDS = ['then', 'elif', 'else', 'fi', 'do', 'done', 'esac', '}']

export function parseList(tokens: readonly Token[]): List[] {
  let at = 0
  let depth = 0
  const lists = listsUntil([])
  if (at < tokens.length) throw new NotUnderstood()
  return lists

  function listsUntil(ends: readonly string[]): List[] {
    if (++depth > DEEPEST) throw new NotUnderstood()
    const found: List[] = []
    for (passSeparators(); at < tokens.length && !isEnd(ends); passSeparators()) found.push(list())
    depth--
    return found
  }

  function isEnd(ends: readonly string[]) {
    const token = tokens[at]
    if (token?.is === 'sign') return token.sign === ')' || token.sign.startsWith(';;')
    return ends.some((end) => isBare(token, end))
  }

  function passSeparators() {
    while (isSign('\n') || isSign(';') || isSign('&')) at++
  }

  function list(): List {
    const first = pipeline()
    const rest: { after: '&&' | '||'; next: Pipeline }[] = []
    for (let after = andOr(); after !== null; after = andOr()) {
      while (isSign('\n')) at++
      rest.push({ after, next: pipeline() })
    }
    return { first, rest }
  }

  function andOr(): '&&' | '||' | null {
    const token = tokens[at]
    if (token?.is !== 'sign' || (token.sign !== '&&' && token.sign !== '||')) return null
    at++
    return token.sign
  }

  function pipeline(): Pipeline {
    const line = tokens[at]?.line ?? 0
    const negated = isBare(tokens[at], '!')
    if (negated) at++
    const commands = [command()]
    while (isSign('|') || isSign('|&')) {
      at++
      while (isSign('\n')) at++
      commands.push(command())
    }
    return { negated, commands, line }
  }

  function command(): Command {
    const line = tokens[at]?.line ?? 0
    const word = literalOf(tokens[at])
    if (isBare(tokens[at], word ?? '')) {
      if (word === 'if') return withRedirections(conditional(line))
      if (word === 'while' || word === 'until' || word === 'for' || word === 'select')
        return withRedirections(loop(line))
      if (word === 'case') return withRedirections(cases(line))
      if (word === '{') return withRedirections({ is: 'group', body: between('{', '}'), line })
      if (word === 'function') return named(literalOf(tokens[++at]) ?? '', line)
      if (ENDS.includes(word ?? '')) throw new NotUnderstood()
    }
    if (isSign('(')) return withRedirections({ is: 'either', bodies: [inBrackets()], line })
    const following = tokens[at + 1]
    if (word !== null && following?.is === 'sign' && following.sign === '(') {
      return /^\w+\+?=$/.test(word) ? array(line) : named(word, line)
    }
    return simple(line)
  }

  /** `names=(one two)` */
  function array(line: number): Command {
    while (at < tokens.length && !isSign(')')) at++
    at++
    return { is: 'either', bodies: [], line }
  }

  function named(name: string, line: number): Command {
    at++
    if (isSign('(')) at += 2
    while (isSign('\n')) at++
    const body = isSign('(') ? inBrackets() : between('{', '}')
    return { is: 'function', name, body, line }
  }

  function conditional(line: number): Command {
    const ways: { test: readonly List[]; body: readonly List[] }[] = []
    let otherwise: readonly List[] = []
    do {
      at++
      const test = listsUntil(['then'])
      expect('then')
      ways.push({ test, body: listsUntil(['elif', 'else', 'fi']) })
    } while (isBare(tokens[at], 'elif'))
    if (isBare(tokens[at], 'else')) {
      at++
      otherwise = listsUntil(['fi'])
    }
    expect('fi')
    return { is: 'if', ways, otherwise, line }
  }

  function loop(line: number): Command {
    while (at < tokens.length && !isBare(tokens[at], 'do')) at++
    return { is: 'either', bodies: [between('do', 'done')], line }
  }

  function cases(line: number): Command {
    while (at < tokens.length && !isBare(tokens[at], 'in')) at++
    expect('in')
    const bodies: (readonly List[])[] = []
    for (passSeparators(); at < tokens.length && !isBare(tokens[at], 'esac'); passSeparators()) {
      while (at < tokens.length && !isSign(')')) at++
      at++
      bodies.push(listsUntil(['esac']))
      if (tokens[at]?.is === 'sign') at++
    }
    expect('esac')
    return { is: 'either', bodies, line }
  }

  function simple(line: number): Simple {
    const words: Word[] = []
    let output: Simple['output'] = 'out'
    let input: Word | null = null
    for (; at < tokens.length; at++) {
      const token = tokens[at]
      if (token?.is === 'word') words.push(token)
      else if (token && isRedirection(token.sign)) {
        const target = tokens[at + 1]
        const takesWord = !/&\d$/.test(token.sign)
        if (/^1?>&2$/.test(token.sign)) output = 'error'
        else if (/^1?>|^&>/.test(token.sign))
          output =
            literalOf(target) === '/dev/null' ? 'nowhere' : literalOf(target) === '/dev/stderr' ? 'error' : 'file'
        else if ((token.sign === '<' || token.sign === '<<<') && target?.is === 'word') input = target
        if (takesWord) at++
      } else if (isInTest(words) && token?.is === 'sign')
        words.push({ is: 'word', parts: [{ text: token.sign, quoted: false }], line: token.line })
      else break
    }
    if (words.length === 0 && input === null && output === 'out') throw new NotUnderstood()
    return { is: 'simple', words, line, output, input }
  }

  function withRedirections<Of extends Command>(of: Of): Of {
    for (let token = tokens[at]; token?.is === 'sign' && isRedirection(token.sign); token = tokens[at])
      at += /&\d$/.test(token.sign) ? 1 : 2
    return of
  }

  function between(open: string, close: string) {
    expect(open)
    const found = listsUntil([close])
    expect(close)
    return found
  }

  function inBrackets() {
    at++
    const found = listsUntil([])
    if (!isSign(')')) throw new NotUnderstood()
    at++
    return found
  }

  function expect(word: string) {
    if (!isBare(tokens[at], word)) throw new NotUnderstood()
    at++
  }

  function isSign(sign: string) {
    const token = tokens[at]
    return token?.is === 'sign' && token.sign === sign
  }
}

const DEEPEST = 40

const isRedirection = (sign: string) => /[<>]/.test(sign)

/** Between `[[` and `]]` signs are words. */
const isInTest = (words: readonly Word[]) =>
  literalOf(words[0]) === '[[' && !words.some((word) => literalOf(word) === ']]')
