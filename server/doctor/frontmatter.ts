import { LineCounter, parseDocument } from 'yaml'
import { withoutLoops } from './without-loops.ts'

/**
 * A Markdown file in its parts, as Claude Code takes it apart. `state`: 'none' where the text does not begin with a line
 * of three hyphens, 'open' where no others follow. YAML alone is parsed: no other language that a frontmatter could
 * name is ever run.
 */
export type Frontmatter = {
  state: 'none' | 'open' | 'invalid' | 'read'
  fields: Readonly<Record<string, unknown>>
  /** Why it could not be read, as a sentence, and the line in the file, from 1. */
  problem: { message: string; line: number } | null
  /** The line in the file that a field stands on, from 1. */
  lines: ReadonlyMap<string, number>
  body: string
  /** What is no YAML, but is read all the same: a value is then taken as it is written. */
  tolerated?: { message: string; line: number }
  /** The line in the midst of which three hyphens end the frontmatter. */
  cutAt?: number
}

const LONGEST = 64_000

export function readFrontmatter(text: string): Frontmatter {
  const opening = /^\uFEFF?---[ \t]*(?:\r?\n|$)/.exec(text)
  if (!opening) return { ...NOTHING, state: 'none', body: text }
  const rest = text.slice(opening[0].length)
  const closing = CLOSING.exec(rest)
  if (!closing)
    return {
      ...NOTHING,
      state: 'open',
      body: text,
      problem: { message: 'The frontmatter that line 1 begins has no end.', line: 1 },
    }
  const body = rest.slice(closing.index + closing[0].length)
  const yaml = rest.slice(0, closing.index)
  if (yaml.length > LONGEST) return invalid(body, `The frontmatter is longer than ${LONGEST} characters.`, 1)
  const cut = /[^\s]$/.test(yaml.slice(yaml.lastIndexOf('\n') + 1).trimEnd()) && { cutAt: yaml.split('\n').length + 1 }
  return { ...tolerant(yaml, body), ...cut, body }
}

/** Three hyphens end it wherever they stand, in the midst of a line too (measured with 2.1.329). */
const CLOSING = /---[ \t]*(?:\r?\n|$)?/

/** What is no YAML is read once more with its plain values quoted (measured with 2.1.329). */
function tolerant(yaml: string, body: string): Frontmatter {
  const strict = parsed(yaml, body)
  if (strict.state !== 'invalid') return strict
  const quoted = parsed(yaml.replace(PLAIN, quotedValue), body)
  return quoted.state === 'read' && strict.problem ? { ...quoted, tolerated: strict.problem } : strict
}

const PLAIN = /^([A-Za-z_-]+:[ \t]+)(\S.*)$/gm

function quotedValue(line: string, key: string, written: string) {
  const value = written.trimEnd()
  const isQuoted = value.length > 1 && /^["']/.test(value) && value.endsWith(value.slice(0, 1))
  return isQuoted || !/[{}[\]*&#!|>%@`]|: /.test(value) ? line : `${key}${JSON.stringify(value)}`
}

function parsed(yaml: string, body: string): Frontmatter {
  const counter = new LineCounter()
  try {
    const document = parseDocument(yaml, { lineCounter: counter, logLevel: 'error', uniqueKeys: false })
    const [error] = document.errors
    if (error) return invalid(body, firstLine(error.message), counter.linePos(error.pos[0]).line + 1)
    const fields = withoutLoops(document.toJS({ maxAliasCount: 20 })) ?? {}
    if (typeof fields !== 'object' || fields === null || Array.isArray(fields))
      return invalid(body, 'The frontmatter is no list of names and values.', 2)
    return {
      state: 'read',
      fields: fields as Frontmatter['fields'],
      problem: null,
      lines: linesOf(document.contents, counter),
      body,
    }
  } catch (error) {
    return invalid(body, firstLine(error instanceof Error ? error.message : String(error)), 2)
  }
}

/** The opening hyphens are the file's first line. */
function linesOf(contents: unknown, counter: LineCounter): Map<string, number> {
  const pairs = (contents as { items?: unknown } | null)?.items
  const lines = new Map<string, number>()
  for (const pair of Array.isArray(pairs) ? pairs : []) {
    const { value, range } = (pair as { key?: { value?: unknown; range?: readonly number[] } }).key ?? {}
    if (range?.[0] !== undefined) lines.set(String(value), counter.linePos(range[0]).line + 1)
  }
  return lines
}

const NOTHING = { fields: {}, problem: null, lines: new Map<string, number>() }

const invalid = (body: string, message: string, line: number): Frontmatter => ({
  ...NOTHING,
  state: 'invalid',
  body,
  problem: { message, line },
})

/** Without where it is in the YAML: the finding tells the line in the file. */
const firstLine = (message: string) =>
  message
    .split('\n')[0]
    ?.replace(/( at line \d+, column \d+)?:?$/, '.')
    .replace(/^Missing closing (.)quote/, 'A closing $1 is missing') ?? message
