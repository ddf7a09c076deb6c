import { common, createLowlight } from 'lowlight'

/** A run of text within a line; `kind` is what the language says it is. */
export type Segment = { text: string; kind: Kind | null }
export type Kind = 'keyword' | 'string' | 'comment' | 'number' | 'name' | 'heading'

/** Colours stop being worth their time here. */
const MOST_CHARACTERS = 80_000
const LONGEST_LINE = 2_000

/** The lines of one side of a file as coloured segments; a language that is not known stays plain. */
export function highlight(path: string, lines: readonly string[]): Segment[][] {
  const language = languageOf(path, lines[0] ?? '')
  const length = lines.reduce((sum, line) => sum + line.length + 1, 0)
  if (language === null || length > MOST_CHARACTERS || lines.some((line) => line.length > LONGEST_LINE))
    return lines.map(plain)
  const end = MARKDOWN.has(language) && lines[0] === '---' ? lines.indexOf('---', 1) : -1
  if (end > 0) return [...colour('yaml', lines.slice(0, end + 1)), ...colour(language, lines.slice(end + 1))]
  return colour(language, lines)
}

function colour(language: string, lines: readonly string[]): Segment[][] {
  if (lines.length === 0) return []
  const coloured: Segment[][] = [[]]
  collect(lowlight.highlight(language, lines.join('\n')), null, coloured)
  return coloured
}

export const plain = (text: string): Segment[] => [{ text, kind: null }]

type Node = { type: string; value?: string; children?: readonly Node[]; properties?: { className?: unknown } }

function collect(node: Node, kind: Kind | null, lines: Segment[][]): void {
  if (node.type === 'text') {
    for (const [index, text] of (node.value ?? '').split('\n').entries()) {
      if (index > 0) lines.push([])
      if (text !== '') lines.at(-1)?.push({ text, kind })
    }
  }
  const own = node.type === 'element' ? kindOf(node.properties?.className) : null
  for (const child of node.children ?? []) collect(child, own ?? kind, lines)
}

function kindOf(classes: unknown): Kind | null {
  const scope = Array.isArray(classes) ? String(classes[0]).replace(/^hljs-/, '') : ''
  return KINDS.get(scope) ?? null
}

function languageOf(path: string, firstLine: string): string | null {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  const extension = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1) : ''
  const language = LANGUAGES.get(name) ?? LANGUAGES.get(extension) ?? extension
  if (language !== '' && lowlight.registered(language)) return language
  const program = /^#!.*?\b(bash|sh|zsh|node|python|ruby|perl)/.exec(firstLine)?.[1]
  return program === undefined ? null : (LANGUAGES.get(program) ?? program)
}

const lowlight = createLowlight(common)

const LANGUAGES = new Map([
  ['mdc', 'markdown'],
  ['jsonc', 'json'],
  ['json5', 'json'],
  ['jsonl', 'json'],
  ['mts', 'typescript'],
  ['cts', 'typescript'],
  ['node', 'javascript'],
  ['zsh', 'bash'],
])

const MARKDOWN = new Set(['markdown', 'md', 'mkd', 'mkdown'])

const SCOPES: Record<Kind, string> = {
  keyword: 'keyword literal selector-tag meta',
  name: 'built_in type title attr attribute property name variable template-variable selector-class',
  string: 'string regexp link code char',
  number: 'number symbol bullet',
  comment: 'comment quote doctag',
  heading: 'section strong',
}

const KINDS = new Map(
  (Object.entries(SCOPES) as [Kind, string][]).flatMap(([kind, scopes]) =>
    scopes.split(' ').map((scope) => [scope, kind]),
  ),
)
