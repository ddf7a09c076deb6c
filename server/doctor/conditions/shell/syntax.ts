import {
  type Assignment,
  type Command,
  type CommandNode,
  type Statement as Listed,
  type ParsedScript,
  type PipelineNode,
  parse,
  type Redirection,
  type Word,
  type WordPart,
} from 'unbash'
import { NotUnderstood } from '../program.ts'
import { linesOf } from '../source.ts'

/** The text that something stands in. `depth`: of commands within words of one another. */
export type Source = { lineOf: (at: number) => number; depth: number }

/** A command with its words, and where what it prints goes: 'error' and 'nowhere' are not heard of. */
export type Simple = {
  words: readonly Word[]
  assigned: readonly Assignment[]
  line: number
  output: 'out' | 'error' | 'file' | 'nowhere'
  input: { is: 'file' | 'text'; word: Word } | null
  source: Source
}

export type Pipeline = { negated: boolean; commands: readonly CommandNode[]; line: number; source: Source }

/** Pipelines with what stands between them. */
export type Chain = { pipelines: readonly Pipeline[]; signs: readonly ('&&' | '||')[] }

/** What stands within words is read once more at each level. */
const DEEPEST = 40
/** The parser looks through all that are begun at each of them: 50,000 in one line took it 3.5 seconds. */
const MOST_HERE_TEXTS = 500

export function parseShell(text: string): Chain[] {
  if (text.split('<<').length > MOST_HERE_TEXTS) throw new NotUnderstood()
  return chainsOf(parse(text), { lineOf: linesOf(text), depth: 0 })
}

/** What stands in `$(…)`. */
export function chainsWithin(script: ParsedScript, at: number, { lineOf, depth }: Source): Chain[] {
  const line = lineOf(at)
  if (depth >= DEEPEST) throw new NotUnderstood(line)
  return chainsOf(script, { lineOf: script.source === undefined ? lineOf : () => line, depth: depth + 1 })
}

function chainsOf({ commands, errors = [] }: ParsedScript, source: Source): Chain[] {
  const [error] = errors
  if (error) throw new NotUnderstood(source.lineOf(error.pos))
  return listOf(commands, source)
}

export const listOf = (commands: readonly Listed[], source: Source): Chain[] =>
  commands.map(({ command }) => {
    const isChain = command.type === 'AndOr'
    const nodes = isChain ? command.commands : [command]
    return { pipelines: nodes.map((node) => pipelineOf(node, source)), signs: isChain ? command.operators : [] }
  })

function pipelineOf(node: PipelineNode, source: Source): Pipeline {
  const isPiped = node.type === 'Pipeline'
  const negations = isPiped ? node.prefixes.filter(({ type }) => type === 'Negation') : []
  const commands = (isPiped ? node.commands : [node]).map((one) => (one.type === 'Redirected' ? one.command : one))
  return { negated: negations.length % 2 === 1, commands, line: source.lineOf(node.pos), source }
}

export function simpleOf(command: Command, source: Source): Simple {
  const parts = [...(command.name ? [command.name] : []), ...command.suffix]
  return {
    words: parts.filter((part) => part.type === 'Word'),
    assigned: [...command.prefix, ...command.suffix].filter((part) => part.type === 'Assignment'),
    line: source.lineOf(command.pos),
    output: command.redirects.reduce(outputOf, 'out'),
    input: command.redirects.reduce(inputOf, null),
    source,
  }
}

function outputOf(before: Simple['output'], redirect: Redirection): Simple['output'] {
  if (redirect.type !== 'Redirect' || !redirect.operator.includes('>')) return before
  const { operator, descriptor, target } = redirect
  if (descriptor && !(descriptor.type === 'FileDescriptor' && descriptor.value === 1)) return before
  const name = literalOf(target)
  if (operator === '>&' && name === '1') return before
  if (name === '/dev/stderr' || (operator === '>&' && name === '2')) return 'error'
  return name === '/dev/null' ? 'nowhere' : 'file'
}

function inputOf(before: Simple['input'], redirect: Redirection): Simple['input'] {
  if (redirect.type === 'HereDoc' || !redirect.target) return before
  if (redirect.type === 'HereString') return { is: 'text', word: redirect.target }
  return redirect.operator === '<' ? { is: 'file', word: redirect.target } : before
}

/** A word that stands for itself alone. */
export const literalOf = (word: Word | undefined): string | null =>
  word && (word.parts ?? []).every(isPlain) ? word.value : null

const isPlain = (part: WordPart): boolean =>
  part.type === 'DoubleQuoted' ? part.parts.every(isPlain) : PLAIN.has(part.type)

const PLAIN = new Set(['Literal', 'Glob', 'SingleQuoted', 'AnsiCQuoted', 'BraceExpansion', 'ExtendedGlob'])
