import type { Assignment, Word } from 'unbash'
import { call, constant, type Expression, named, type Statement, UNKNOWN } from '../program.ts'
import { statusOf } from './commands.ts'
import { literalOf, type Pipeline, type Simple } from './syntax.ts'
import { valueOfWord } from './words.ts'

/** A command of words alone. */
export function simple(command: Simple, pipeline: Pipeline): Statement[] {
  const { line, output, source, words } = command
  const [first, ...given] = words
  const lets = () => command.assigned.map((one) => letOf(one, command))
  if (!first && command.assigned.length > 0) return lets()
  const name = literalOf(first)
  const valueHere = (word: Word) => valueOfWord(word, source)
  switch (name) {
    case 'export':
    case 'local':
    case 'readonly':
    case 'declare':
    case 'typeset':
      return lets()
    case 'exit':
      return [exits(given[0], line)]
    case 'return':
      return [{ do: 'return', line, value: constant((literalOf(given[0]) ?? '0') === '0') }]
    case 'cd':
      return given[0] ? [{ do: 'effect', line, of: call('standIn', [valueHere(given[0])], line) }] : []
    case 'echo':
    case 'printf':
      if (output === 'error' || output === 'nowhere') return []
      return [
        { do: 'effect', line, of: call('console.log', output === 'file' ? [] : shown(given).map(valueHere), line) },
      ]
    case 'cat':
      return given.length === 0 && command.input === null && output === 'nowhere'
        ? []
        : [{ do: 'effect', line, of: null }]
    default:
      if (name !== null && QUIET.has(name)) return []
      if (statusOf(pipeline) !== null) return []
      if (name === null || !/^[A-Za-z_][\w-]*$/.test(name)) return [{ do: 'effect', line, of: null }]
      return [{ do: 'effect', line, of: call(`command ${name}`, given.map(valueHere), line) }]
  }
}

/** What `echo` or `printf` begins with. */
const shown = (given: readonly Word[]) => given.filter((word) => literalOf(word) !== '%s\\n').slice(0, 1)

/** `exit` alone ends as what came before it did: nobody can tell. */
function exits(code: Word | undefined, line: number): Statement {
  const text = code ? literalOf(code) : '0'
  if (text === '0') return { do: 'end', line }
  return {
    do: 'effect',
    line,
    of: call('exit', [text !== null && /^\d+$/.test(text) ? constant(Number(text)) : UNKNOWN], line),
  }
}

const QUIET = new Set(
  ': true false set shopt trap umask shift unset read source . sleep wait command type exec ulimit let mapfile readarray break continue'.split(
    ' ',
  ),
)

/** Commands that are understood here, and so no functions of the script's own. */
export const KNOWN = new Set([
  ...QUIET,
  ...'exit return cd echo printf cat export local readonly declare typeset'.split(' '),
])

function letOf({ name, value, append, index }: Assignment, { line, source }: Simple): Statement {
  if (value.type !== 'Word' || index) return { do: 'let', line, name, value: UNKNOWN }
  const given = valueOfWord(value, source)
  const whole: Expression = { is: 'joined', parts: [named(name), given] }
  return { do: 'let', line, name, value: append ? whole : given }
}
