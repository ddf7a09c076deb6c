import { dirname, extname, join } from 'node:path'
import { readText } from '../../claude/text.ts'
import { isInside } from '../../trees/inside.ts'
import type { Checked } from './syntax.ts'

/** How one kind of interpreter is asked, in one way or several, and what its complaints mean. */
export type Dialect = {
  name: string
  attempts: readonly (readonly string[])[]
  /** Null for what is no complaint about the syntax. */
  complaint: (said: string) => { line: number | null; message: string } | null
}

export function dialectOf({ word, path, root, text }: Checked): Dialect | { why: string } {
  const shell = /^(?:bash|dash|sh|ksh|ash|zsh)$/.exec(word)?.[0]
  if (shell) return { name: shell, attempts: [SHELL_OPTIONS.get(shell) ?? ['-n']], complaint: shellComplaint }
  if (/^python\d*(?:\.\d+)?$/.test(word)) return PYTHON
  if (word !== 'node' && word !== 'nodejs') return { why: `Hotplug does not know how to ask ${word}.` }
  const kind = extname(path)
  if (/^\.[cm]?tsx?$/.test(kind)) return { why: 'It is TypeScript, which node --check does not read.' }
  return node(moduleKind(path, kind, root), text)
}

/** Nothing that a person configured for their shell is read. */
const SHELL_OPTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['bash', ['--noprofile', '--norc', '-n']],
  ['zsh', ['-f', '-n']],
])

/** `bash: line 3: syntax error near …`, `sh: 3: Syntax error: …`, `zsh:3: parse error near …`, `ksh: syntax error at line 3 : …`. */
function shellComplaint(said: string) {
  const line = said.split('\n').find((one) => /syntax error|parse error|unexpected|unterminated|unmatched/i.test(one))
  if (!line) return null
  const at = /(?:line |: ?)(\d+)\b/.exec(line)
  const message = line.replace(/^[^:]*:(?: ?(?:line )?\d+:)? ?/, '')
  return { line: at ? Number(at[1]) : null, message: shortened(message) }
}

const COMPILE = "import sys; compile(sys.stdin.buffer.read(), 'script', 'exec')"

/** Isolated, without the folders of its user's packages, and it leaves no compiled copy behind. */
const PYTHON: Dialect = {
  name: 'python',
  attempts: [['-I', '-S', '-B', '-c', COMPILE]],
  complaint: (said) => {
    const message = /^(?:SyntaxError|IndentationError|TabError): .*$/m.exec(said)?.[0]
    const line = [...said.matchAll(/^ {2}File "script", line (\d+)/gm)].at(-1)?.[1]
    return message ? { line: line ? Number(line) : null, message: shortened(message) } : null
  },
}

const AS_SCRIPT = ['--check', '-']
const AS_MODULE = ['--check', '--input-type=module', '-']

/** Where nothing says which of the two a file is, Node tries both; so does this, and complains as Node would. */
function node(kind: 'module' | 'script' | 'either', text: string): Dialect {
  const looksLikeModule = /^[ \t]*(?:import\b(?! *\()|export\b)/m.test(text)
  const both = looksLikeModule ? [AS_SCRIPT, AS_MODULE] : [AS_MODULE, AS_SCRIPT]
  const attempts = { module: [AS_MODULE], script: [AS_SCRIPT], either: both }[kind]
  return { name: `node ${kind}`, attempts, complaint: nodeComplaint }
}

function nodeComplaint(said: string) {
  const message = /^SyntaxError(?: \[\w+\])?: .*$/m.exec(said)?.[0]
  const line = /^(?:\[stdin\]|file:\S+|\S*\[eval\d*\]):(\d+)$/m.exec(said)?.[1]
  return message ? { line: line ? Number(line) : null, message: shortened(message) } : null
}

const LARGEST_PACKAGE = 256 * 1024

/** By its name, else by the nearest package.json between it and the plugin's root. */
function moduleKind(path: string, kind: string, root: string | null): 'module' | 'script' | 'either' {
  if (kind === '.mjs') return 'module'
  if (kind === '.cjs') return 'script'
  const top = root ?? dirname(path)
  for (let folder = dirname(path); isInside(folder, top); folder = dirname(folder)) {
    const type = packageType(join(folder, 'package.json'))
    if (type !== null) return type
    if (folder === dirname(folder)) break
  }
  return 'either'
}

function packageType(file: string): 'module' | 'script' | 'either' | null {
  const content = readText(file, LARGEST_PACKAGE, null)
  if (content.state !== 'text') return null
  const type = /"type"\s*:\s*"(module|commonjs)"/.exec(content.text)?.[1]
  return type === 'module' ? 'module' : type === 'commonjs' ? 'script' : 'either'
}

const shortened = (message: string) => (message.length > 200 ? `${message.slice(0, 200)}…` : message).trim()
