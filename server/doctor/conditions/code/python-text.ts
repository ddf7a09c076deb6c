/** What stands in a text of Python's, escapes resolved: one piece before each of its holes, and one behind the last. */
export function textsBetween(literal: string, holes: readonly { from: number; to: number }[]): string[] {
  const [, prefix = '', quote = ''] = /^([a-zA-Z]*)("""|'''|"|')/.exec(literal) ?? []
  const begins = [prefix.length + quote.length, ...holes.map(({ to }) => to)]
  const ends = [...holes.map(({ from }) => from), literal.length - quote.length]
  return begins.map((from, index) => {
    const text = literal.slice(from, ends[index])
    const single = /f/i.test(prefix) ? text.replace(/([{}])\1/g, '$1') : text
    return /r/i.test(prefix) ? single : unescaped(single)
  })
}

const unescaped = (text: string) =>
  text.replace(/\\(?:u([\da-f]{4})|x([\da-f]{2})|([ntr0\n"'\\]))/gi, (_all, long, short, one: string) =>
    one === undefined ? String.fromCharCode(Number.parseInt(long ?? short, 16)) : (ESCAPES[one] ?? one),
  )

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0', '\n': '' }
