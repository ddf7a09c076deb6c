import { call, constant, type Expression, UNKNOWN } from '../program.ts'
import type { Command, List, Pipeline, Simple } from './parse.ts'
import { testOf } from './tests.ts'
import { literalOf, type Word } from './tokens.ts'
import { valueOfWord } from './words.ts'

/** What `$(…)` comes to. */
export function printedBy(lists: readonly List[]): Expression {
  const [only] = lists
  if (lists.length !== 1 || !only) return UNKNOWN
  return only.rest.reduce<Expression>((value, { after, next }) => {
    const other = printed(next.commands)
    if (after === '&&') return isStanding(only.first.commands.at(-1)) ? other : UNKNOWN
    return other.is === 'unknown' ? value : { is: 'or', left: value, right: other }
  }, printed(only.first.commands))
}

/** `cd … && pwd` prints where it stands then. */
const isStanding = (command: Command | undefined) => command?.is === 'simple' && literalOf(command.words[0]) === 'true'

/** What the commands of a pipeline print together. */
function printed(commands: readonly Command[]): Expression {
  return (
    commands.reduce<Expression | null>(
      (before, command) => (command.is === 'simple' ? stage(before, command) : UNKNOWN),
      null,
    ) ?? constant('')
  )
}

function stage(before: Expression | null, command: Simple): Expression {
  const name = literalOf(command.words[0]) ?? ''
  const { words, line } = command
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
      return shown.length === 1 && shown[0] ? valueOfWord(shown[0]) : UNKNOWN
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
      return program ? call('jq', [valueOfWord(program), input()], line) : UNKNOWN
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
      return call(`command ${name}`, words.slice(1).map(valueOfWord), line)
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
function inputOf(before: Expression | null, { input, words, line }: Simple, files: readonly Word[]): Expression {
  const name = literalOf(words[0]) ?? ''
  const [file] = name === 'tr' || name === 'cut' || name === 'xargs' ? [] : files
  if (file && !/^\d+$/.test(literalOf(file) ?? '')) return call('textAt', [valueOfWord(file)], line)
  if (input) return call('textAt', [valueOfWord(input)], line)
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
export function statusOf({ negated, commands, line }: Pipeline): Expression | null {
  const status = pipelineStatus(commands, line)
  return status && negated ? { is: 'not', of: status } : status
}

function pipelineStatus(commands: readonly Command[], line: number): Expression | null {
  const last = commands.at(-1)
  if (last?.is !== 'simple') return null
  const { words } = last
  const name = literalOf(words[0])
  const before = commands.length > 1 ? printed(commands.slice(0, -1)) : null
  if (name === '[' || name === '[[') return testOf(words.slice(1, -1), line)
  if (name === 'test') return testOf(words.slice(1), line)
  if (name === 'true' || name === ':') return constant(true)
  if (name === 'false') return constant(false)
  const [program] = argumentsOf(words)
  const options = words
    .map(literalOf)
    .filter((word) => word?.startsWith('-'))
    .join('')
  if ((name === 'grep' || name === 'egrep') && program && /q/.test(options)) {
    return call('hasField', [valueOfWord(program), inputOf(before, last, argumentsOf(words).slice(1))], line)
  }
  if (name === 'jq' && program && /e/.test(options))
    return call('jqTest', [valueOfWord(program), inputOf(before, last, argumentsOf(words).slice(1))], line)
  if (name === null && words.length === 1 && words[0])
    return { is: 'equal', left: valueOfWord(words[0]), right: constant('true'), negated: false }
  if (name === 'cd' && words[1]) return call('standIn', [valueOfWord(words[1])], line)
  return null
}
