import { NotUnderstood } from '../program.ts'

export type CodeToken = {
  kind: 'name' | 'number' | 'text' | 'template' | 'pattern' | 'sign' | 'end'
  text: string
  /** Of a template, what stands between its braces, by the text before each. */
  parts?: readonly { text: string; code: string | null }[]
  line: number
  /** Whether a line ends before it. */
  fresh: boolean
}

const NAME = /[A-Za-z_$][\w$]*/y
const NUMBER = /0[xob][\da-f_]+|\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?n?/iy
const SIGN =
  /=>|\?\?=|\?\.(?!\d)|\?\?|===|!==|\*\*=?|\.\.\.|&&=?|\|\|=?|[<>]{2,3}=?|[=!<>+\-*/%&|^:@]=|\+\+|--|\/\/=?|->|[{}()[\];,.:?=<>!+\-*/%&|^~@#]/y
const TRIPLE = /("""|''')([\s\S]*?)\1/y
const QUOTED = /"((?:[^"\\\n]|\\[\s\S])*)"|'((?:[^'\\\n]|\\[\s\S])*)'/y
const PATTERN = /\/((?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/[a-z]*/y

/** Words and signs of JavaScript or Python. Throws NotUnderstood where something has no end. */
export function codeTokens(source: string, language: 'javascript' | 'python', firstLine = 1): CodeToken[] {
  const tokens: CodeToken[] = []
  let at = 0
  let line = firstLine
  let fresh = true

  while (at < source.length) if (!space()) token()
  tokens.push({ kind: 'end', text: '', line, fresh: true })
  return tokens

  function space(): boolean {
    const character = source[at]
    if (character === '\n') {
      line++
      fresh = true
    } else if (character === '#' && (language === 'python' || at === 0)) return pass(/[^\n]*/y)
    else if (language === 'javascript' && source.startsWith('//', at)) return pass(/[^\n]*/y)
    else if (language === 'javascript' && source.startsWith('/*', at)) return pass(/\/\*[\s\S]*?\*\//y)
    else if (language === 'python' && source.startsWith('\\\n', at)) return pass(/\\\n/y)
    else if (!/\s|\uFEFF/.test(character ?? '')) return false
    at++
    return true
  }

  function token() {
    const character = source[at] ?? ''
    if (language === 'python' && /^[rbfuRBFU]{0,2}["']/.test(source.slice(at, at + 3))) return pythonText()
    if (character === '"' || character === "'") return add('text', taken(QUOTED))
    if (character === '`' && language === 'javascript') return template()
    if (character === '/' && language === 'javascript' && beginsPattern(tokens.at(-1)))
      return add('pattern', taken(PATTERN))
    const name = match(NAME)
    if (name) return add('name', name[0])
    const number = match(NUMBER)
    if (number) return add('number', number[0])
    const sign = match(SIGN)
    if (!sign) throw new NotUnderstood()
    add('sign', sign[0])
  }

  function pythonText() {
    const prefix = /^[rbfuRBFU]*/.exec(source.slice(at, at + 3))?.[0] ?? ''
    at += prefix.length
    const triple = match(TRIPLE)
    const text = triple ? (triple[2] ?? '') : taken(QUOTED, /r/i.test(prefix))
    if (/f/i.test(prefix)) add('template', text, [...pieces(text, /\{([^{}]*)\}/g)])
    else add('text', text)
  }

  function template() {
    const from = at + 1
    const parts: { text: string; code: string | null }[] = []
    let text = ''
    for (at++; source[at] !== '`'; at++) {
      if (at >= source.length) throw new NotUnderstood()
      if (source[at] === '\\') text += source[++at] ?? ''
      else if (source.startsWith('${', at)) {
        const end = closing(at + 2)
        parts.push({ text, code: source.slice(at + 2, end) })
        text = ''
        at = end
      } else text += source[at]
    }
    at++
    parts.push({ text, code: null })
    add('template', '', parts)
    line += source.slice(from, at).split('\n').length - 1
  }

  function closing(from: number) {
    let depth = 1
    for (let index = from; index < source.length; index++) {
      if (source[index] === '{') depth++
      else if (source[index] === '}' && --depth === 0) return index
    }
    throw new NotUnderstood()
  }

  function taken(pattern: RegExp, raw = false): string {
    const found = match(pattern)
    if (!found) throw new NotUnderstood()
    const text = found[1] ?? found[2] ?? ''
    return pattern === PATTERN || raw ? text : unescaped(text)
  }

  function match(pattern: RegExp) {
    pattern.lastIndex = at
    const found = pattern.exec(source)
    if (!found) return null
    at += found[0].length
    line += found[0].split('\n').length - 1
    return found
  }

  function pass(pattern: RegExp): boolean {
    if (!match(pattern)) throw new NotUnderstood()
    return true
  }

  function add(kind: CodeToken['kind'], text: string, parts?: CodeToken['parts']) {
    tokens.push({ kind, text, line, fresh, ...(parts && { parts }) })
    fresh = false
  }
}

/** After a value a slash divides. */
const beginsPattern = (before: CodeToken | undefined) =>
  before === undefined ||
  (before.kind === 'sign'
    ? !/^[)\]}]$/.test(before.text)
    : before.kind === 'name' && /^(?:return|typeof|case|in|of|await|yield)$/.test(before.text))

const unescaped = (text: string) =>
  text.replace(
    /\\(u\{[\da-f]+\}|u[\da-f]{4}|x[\da-f]{2}|[\s\S])/gi,
    (_all, code: string) => ESCAPES[code] ?? (code.length === 1 ? code : '\u{fffd}'),
  )

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0', '\n': '' }

function* pieces(text: string, hole: RegExp): Generator<{ text: string; code: string | null }> {
  let from = 0
  for (const found of text.matchAll(hole)) {
    yield { text: text.slice(from, found.index), code: (found[1] ?? '').replace(/[!:][^!:]*$/, '') }
    from = found.index + found[0].length
  }
  yield { text: text.slice(from), code: null }
}
