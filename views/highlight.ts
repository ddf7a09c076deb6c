import hljs from 'highlight.js/lib/core'
import bash from 'highlight.js/lib/languages/bash'
import css from 'highlight.js/lib/languages/css'
import ini from 'highlight.js/lib/languages/ini'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import markdown from 'highlight.js/lib/languages/markdown'
import powershell from 'highlight.js/lib/languages/powershell'
import python from 'highlight.js/lib/languages/python'
import ruby from 'highlight.js/lib/languages/ruby'
import typescript from 'highlight.js/lib/languages/typescript'
import xml from 'highlight.js/lib/languages/xml'
import yaml from 'highlight.js/lib/languages/yaml'

/** What plugins are written in; all 190 languages would take 20 MB and 70 ms at every start. */
const languages = { bash, css, ini, javascript, json, markdown, powershell, python, ruby, typescript, xml, yaml }
for (const [name, language] of Object.entries(languages)) hljs.registerLanguage(name, language)

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
  const { value } = hljs.highlight(lines.join('\n'), { language, ignoreIllegals: true })
  return segmentsOf(value)
}

/** What the highlighter wrote: text with its three or four entities, and spans that lie in one another. */
function segmentsOf(markup: string): Segment[][] {
  const lines: Segment[][] = [[]]
  const open: (Kind | null)[] = [null]
  for (const [token, classes] of markup.matchAll(/<span class="([^"]*)">|<\/span>|[^<]+/g)) {
    if (token === '</span>') open.pop()
    else if (classes !== undefined) open.push(kindOf(classes) ?? open.at(-1) ?? null)
    else addText(lines, unescaped(token), open.at(-1) ?? null)
  }
  return lines
}

function addText(lines: Segment[][], text: string, kind: Kind | null) {
  for (const [index, part] of text.split('\n').entries()) {
    if (index > 0) lines.push([])
    if (part !== '') lines.at(-1)?.push({ text: part, kind })
  }
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#x27': "'", amp: '&' }
const unescaped = (text: string) => text.replace(/&(lt|gt|quot|#x27|amp);/g, (_, name: string) => ENTITIES[name] ?? '')

export const plain = (text: string): Segment[] => [{ text, kind: null }]

const kindOf = (classes: string): Kind | null => KINDS.get(classes.split(' ')[0]?.replace(/^hljs-/, '') ?? '') ?? null

function languageOf(path: string, firstLine: string): string | null {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  const extension = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1) : ''
  const language = LANGUAGES.get(name) ?? LANGUAGES.get(extension) ?? extension
  if (language !== '' && hljs.getLanguage(language)) return language
  const program = /^#!.*?\b(bash|sh|zsh|node|python|ruby|perl)/.exec(firstLine)?.[1]
  return program === undefined ? null : (LANGUAGES.get(program) ?? program)
}

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
