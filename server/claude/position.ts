/** Where things stand in a JSON text: what JSON.parse and a schema do not tell. */

/** The keys and indexes that lead to a value, from the outermost on. */
export type JsonPath = readonly (string | number)[]

/** Where the text stops being JSON (its length when it is cut off), or null when all of it is JSON. */
export function syntaxErrorAt(text: string): number | null {
  try {
    walkJson(text, () => {})
    return null
  } catch (fault) {
    if (fault instanceof JsonFault) return fault.offset
    throw fault
  }
}

/** Where the value at a path begins; for a path that leads nowhere, the last of its parts that is there. */
export function offsetOf(text: string, wanted: JsonPath): number {
  let best = 0
  try {
    walkJson(text, (path, offset) => {
      if (path.length > wanted.length || path.some((key, index) => key !== wanted[index])) return
      best = offset
      if (path.length === wanted.length) throw FOUND
    })
  } catch (thrown) {
    if (thrown !== FOUND) throw thrown
  }
  return best
}

/** Where brackets are open for more than so many levels, or null. Never recurses, so it comes before anything else. */
export function nestedDeeperThan(levels: number, text: string): number | null {
  let depth = 0
  let inString = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (inString) {
      if (code === BACKSLASH) at++
      else if (code === QUOTE) inString = false
    } else if (code === QUOTE) inString = true
    else if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      depth++
      if (depth > levels) return at
    } else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) depth--
  }
  return null
}

/** Both count from 1. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}

const FOUND = Symbol('found')

class JsonFault extends Error {
  readonly offset: number

  constructor(offset: number) {
    super('Not JSON')
    this.offset = offset
  }
}

const [QUOTE, BACKSLASH, OPEN_OBJECT, CLOSE_OBJECT, OPEN_ARRAY, CLOSE_ARRAY] = [34, 92, 123, 125, 91, 93]
const LITERAL = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y

/** Calls visit for every value; throws JsonFault where the text is not JSON. The path it passes is its own: copy it. */
export function walkJson(text: string, visit: (path: JsonPath, offset: number) => void) {
  const path: (string | number)[] = []
  let at = 0

  value()
  skipSpace()
  if (at < text.length) throw new JsonFault(at)

  function value() {
    skipSpace()
    visit(path, at)
    if (text[at] === '{') members('}', () => key())
    else if (text[at] === '[') members(']', (index) => index)
    else if (text[at] === '"') string()
    else match(LITERAL)
  }

  function members(close: string, name: (index: number) => string | number) {
    at++
    skipSpace()
    if (text[at] === close) {
      at++
      return
    }
    for (let index = 0; ; index++) {
      path.push(name(index))
      value()
      path.pop()
      skipSpace()
      if (text[at] === close) break
      expect(',')
    }
    at++
  }

  function key() {
    skipSpace()
    const start = at
    string()
    const name: string = JSON.parse(text.slice(start, at))
    skipSpace()
    expect(':')
    return name
  }

  function string() {
    expect('"')
    while (text[at] !== '"') {
      if (text[at] === '\\') match(ESCAPE)
      else if (at >= text.length || text.charCodeAt(at) < 32) throw new JsonFault(at)
      else at++
    }
    at++
  }

  function match(pattern: RegExp) {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (!found) throw new JsonFault(at + matchingStart(text.slice(at, at + 6)))
    at += found[0].length
  }

  function expect(character: string) {
    if (text[at] !== character) throw new JsonFault(at)
    at++
  }

  function skipSpace() {
    while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at++
  }
}

/** A word or escape that the end of the text cuts off is wrong where the text ends, not where it begins. */
function matchingStart(rest: string) {
  const unfinished =
    ['true', 'false', 'null'].some((word) => word.startsWith(rest)) || /^(?:-|\\(?:u[\dA-Fa-f]{0,3})?)$/.test(rest)
  return unfinished ? rest.length : 0
}
