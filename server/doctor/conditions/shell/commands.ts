import type { CommandNode, Word } from 'unbash'
import { call, constant, type Expression, UNKNOWN } from '../program.ts'
import { type Chain, literalOf, type Pipeline, type Simple, simpleOf } from './syntax.ts'
import { testOf, testWithin } from './tests.ts'
import { valueOfWord } from './words.ts'

/** What `$(…)` comes to. */
export function printedBy(chains: readonly Chain[]): Expression {
  const [only] = chains
  const [first, ...others] = only?.pipelines ?? []
  if (chains.length !== 1 || !first) return UNKNOWN
  return others.reduce<Expression>((value, next, index) => {
    const other = printed(next)
    if (only?.signs[index] === '&&') return isStanding(first.commands.at(-1)) ? other : UNKNOWN
    return other.is === 'unknown' ? value : { is: 'or', left: value, right: other }
  }, printed(first))
}

/** `cd … && pwd` prints where it stands then. */
const isStanding = (command: CommandNode | undefined) =>
  command?.type === 'Command' && literalOf(command.name) === 'true'

/** What the commands of a pipeline print together. */
const printed = ({ commands, source }: Pick<Pipeline, 'commands' | 'source'>): Expression =>
  commands.reduce<Expression | null>(
    (before, command) => (command.type === 'Command' ? stage(before, simpleOf(command, source)) : UNKNOWN),
    null,
  ) ?? constant('')

function stage(before: Expression | null, command: Simple): Expression {
  const name = literalOf(command.words[0]) ?? ''
  const { words, line, source } = command
  const valueHere = (word: Word) => valueOfWord(word, source)
  const input = () => inputOf(before, command, argumentsOf(words).slice(takesProgram(name) ? 1 : 0))
  const [program] = argumentsOf(words)
  switch (name) {
    case '':
    case 'true':
    case ':':
      return constant('')
    case 'echo':
    case 'printf': {
      const shown = argumentsOf(words).filter((word) => name === 'echo' || !/^%s(?:\\n)?$/.test(literalOf(word) ?? ''))
      return shown.length === 1 && shown[0] ? valueHere(shown[0]) : UNKNOWN
    }
    case 'pwd':
      return call('cwd', [], line)
    case 'cat':
    case 'head':
    case 'tail':
    case 'tr':
    case 'cut':
    case 'xargs':
    case 'sort':
      return input()
    case 'jq':
      return program ? call('jq', [valueHere(program), input()], line) : UNKNOWN
    case 'yq':
    case 'grep':
    case 'egrep':
    case 'sed':
    case 'awk':
      return program ? cutOut(name, program, input(), line) : UNKNOWN
    case 'dirname':
    case 'basename':
      return UNKNOWN
    default:
      return call(`command ${name}`, words.slice(1).map(valueHere), line)
  }
}

const takesProgram = (name: string) => ['jq', 'yq', 'grep', 'egrep', 'sed', 'awk'].includes(name)

/** A field of a frontmatter, by what it is looked for with; the text as it is where only a part of it is cut out. */
function cutOut(name: string, program: Word, input: Expression, line: number): Expression {
  const text = literalOf(program)
  if (text === null) return UNKNOWN
  const field = name === 'yq' ? /^\.([\w-]+)$/.exec(text)?.[1] : /\^([A-Za-z_][\w-]*)[^\w-]{0,12}:/.exec(text)?.[1]
  if (field) return call('field', [constant(`^${field}:`), input], line)
  return name === 'grep' || name === 'egrep' ? call('field', [constant(text), input], line) : input
}

/** A file that is named, what is redirected, or what came through the pipe; alone it is the event. */
function inputOf(
  before: Expression | null,
  { input, words, line, source }: Simple,
  files: readonly Word[],
): Expression {
  const name = literalOf(words[0]) ?? ''
  const [file] = name === 'tr' || name === 'cut' || name === 'xargs' ? [] : files
  if (file && !/^\d+$/.test(literalOf(file) ?? '')) return call('textAt', [valueOfWord(file, source)], line)
  const value = input && valueOfWord(input.word, source)
  if (value) return input.is === 'text' ? value : call('textAt', [value], line)
  return before ?? call('event', [], line)
}

/** Without the name and the options. What an option takes with it is no file: `-d ':'`. */
function argumentsOf(words: readonly Word[]): Word[] {
  const found: Word[] = []
  for (let at = 1; at < words.length; at++) {
    const text = literalOf(words[at])
    if (text !== null && /^-\w/.test(text)) {
      if (/^-[a-zA-Z]*[dfnFc]$/.test(text) && ['cut', 'head', 'tail'].includes(literalOf(words[0]) ?? '')) at++
      else if (text === '--arg' || text === '--argjson') at += 2
      else if (/^-[a-zA-Z]*e$/.test(text) && literalOf(words[0]) === 'sed') continue
    } else if (text === null || !/^--/.test(text)) found.push(words[at] as Word)
  }
  return found
}

/** How a command ends: whether `if` takes it for true. Null where it is done for what it does. */
export function statusOf(pipeline: Pipeline): Expression | null {
  const status = pipelineStatus(pipeline)
  return status && pipeline.negated ? { is: 'not', of: status } : status
}

function pipelineStatus({ commands, line, source }: Pipeline): Expression | null {
  const last = commands.at(-1)
  if (last?.type === 'TestCommand') return testWithin(last.expression, source)
  if (last?.type === 'ArithmeticCommand') return UNKNOWN
  if (last?.type !== 'Command') return null
  const command = simpleOf(last, source)
  const { words } = command
  const valueHere = (word: Word) => valueOfWord(word, source)
  const name = literalOf(words[0])
  if (name === '[') return testOf(words.slice(1, -1), source)
  if (name === 'test') return testOf(words.slice(1), source)
  if (name === 'true' || name === ':') return constant(true)
  if (name === 'false') return constant(false)
  const [program, ...files] = argumentsOf(words)
  const options = words
    .map(literalOf)
    .filter((word) => word?.startsWith('-'))
    .join('')
  const asks = name === 'jq' ? /e/.test(options) : (name === 'grep' || name === 'egrep') && /q/.test(options)
  if (asks && program) {
    const before = commands.length > 1 ? printed({ commands: commands.slice(0, -1), source }) : null
    return call(name === 'jq' ? 'jqTest' : 'hasField', [valueHere(program), inputOf(before, command, files)], line)
  }
  if (name === null && words.length === 1 && words[0])
    return { is: 'equal', left: valueHere(words[0]), right: constant('true'), negated: false }
  if (name === 'cd' && words[1]) return call('standIn', [valueHere(words[1])], line)
  return null
}
