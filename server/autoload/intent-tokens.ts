import { forText } from './intent-letters.ts'
import type { Stretch, Zone } from './intent-zones.ts'

/** One word of a prompt, in lower case, with its place (UTF-16) and what stands around it. */
export type Token = {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly zone: Zone
  /** Counted from 0; a sentence ends with `.`, `!`, `?` or an empty line. */
  readonly sentence: number
  /** Counted from 0; a part ends with a sentence, a comma, a colon, a bracket or a dash. */
  readonly part: number
  readonly capitals: boolean
  readonly kind: 'word' | 'number' | 'version' | 'ticket' | 'reference' | 'route' | 'ideographs'
  /** Joined to what stands before or after it as code is: `list.release`, `release()`. */
  readonly called: boolean
}

/** What looks like the key of a ticket and is none: UTF-8, SHA-256. */
const STANDARDS =
  'UTF|UCS|SHA|ISO|CVE|CWE|RFC|COVID|GPT|PEP|AES|DES|RSA|ES|MD|MP|TLS|SSL|HTTP|IPV|USB|COM|PT|UTC|GMT|BASE|RS|HS|EC|ED|CRC|LZ|ASCII|IEEE|ANSI|DIN|EN|RTX|GTX|US|WCAG|CP|VT|ECMA|JSR|JEP|BIP|EIP|ERC|TS|TC39|INT|FP|BF|ARM|X86|SOC|OAUTH|WPA|DVD|CD|LTO|HDMI|VGA|PM|AM|COL|ROW|TOP'

const tokenIn = forText(({ letter, digit, isAscii }) => {
  const ideographs = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]`
  const word = isAscii ? `[${letter}${digit}]` : String.raw`[[\p{L}\p{N}\p{M}]--${ideographs}]`
  const ends = `(?![${letter}${digit}])`
  const begins = `(?<![${letter}${digit}])`
  return new RegExp(
    [
      `(?<ticket>(?<![${letter}${digit}\\-])(?!(?:${STANDARDS})-)[A-Z][A-Z0-9]{1,9}-\\d{1,6}${ends})`,
      `(?<route>(?<![${letter}])(?:GET|POST|PUT|PATCH|DELETE|HEAD) \\/[^\\s\`"'\\),]*)`,
      `(?<reference>#\\d{1,7}(?![${letter}]))`,
      `(?<version>${begins}v?\\d{1,5}(?:\\.(?:\\d{1,5}|x)){1,3}${ends})`,
      ...(isAscii ? [] : [`(?<ideographs>[${ideographs}ー]+)`]),
      `(?<dotnet>${begins}\\.[nN][eE][tT]${ends})`,
      `(?<word>${word}+(?:['’][${letter}]{1,3}(?![${letter}]))?)`,
    ].join('|'),
    isAscii ? 'g' : 'gv',
  )
})

/** The words of every stretch, and nothing of what lies between them but its punctuation. */
export function tokensOf(
  text: string,
  stretches: readonly Stretch[],
  first: { sentence: number; part: number },
): Token[] {
  const tokens: Token[] = []
  let { sentence, part } = first
  let last = stretches[0]?.start ?? 0
  const shouted = text === text.toUpperCase()
  const token = tokenIn(text)
  for (const { zone, start, end } of stretches) {
    const piece = text.slice(start, end)
    for (const match of piece.matchAll(token)) {
      const from = start + match.index
      const raw = match[0]
      const broken = breakIn(text.slice(last, from), tokens.length > 0)
      if (broken === 'sentence') sentence++
      if (broken !== null) part++
      last = from + raw.length
      tokens.push({
        text: match.groups?.dotnet ? 'dotnet' : raw.toLowerCase().replace('’', "'"),
        start: from,
        end: last,
        zone,
        sentence,
        part,
        capitals: !shouted && raw.length > 1 && raw === raw.toUpperCase() && raw !== raw.toLowerCase(),
        kind: kindOf(match.groups ?? {}, raw),
        called: text[last] === '(' && text[last - 1] !== ' ',
      })
    }
  }
  return tokens
}

function breakIn(between: string, any: boolean): 'sentence' | 'part' | null {
  if (!any || between === ' ') return null
  if (/[.!?…]["')\]*`]*\s|\n\s*(?:\n|[-*•>#]|\d+[.)]\s)|[。！？]|[.!?]{2}/.test(between)) return 'sentence'
  if (/[,;:()[\]{}<>|–—、，：；]|\s-+\s|\n|->|=/.test(between)) return /^\s*\n\s*$/.test(between) ? null : 'part'
  return null
}

function kindOf(groups: Record<string, string | undefined>, raw: string): Token['kind'] {
  if (groups.ticket) return 'ticket'
  if (groups.route) return 'route'
  if (groups.reference) return 'reference'
  if (groups.version) return 'version'
  if (groups.ideographs) return 'ideographs'
  return /^\d+$/.test(raw) ? 'number' : 'word'
}
