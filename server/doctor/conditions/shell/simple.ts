import { call, constant, type Expression, type Statement, UNKNOWN } from '../program.ts'
import { statusOf } from './commands.ts'
import type { Pipeline, Simple } from './parse.ts'
import { literalOf, type Word } from './tokens.ts'
import { valueOfWord } from './words.ts'

/** A command of words alone. */
export function simple(command: Simple, pipeline: Pipeline): Statement[] {
  const { line, output } = command
  const words = command.words
  const assigned = words.filter((word) => assignment(word) !== null)
  if (assigned.length === words.length && words.length > 0) return assigned.flatMap(letOf)
  const name = literalOf(words[0])
  const given = words.slice(1)
  switch (name) {
    case 'export':
    case 'local':
    case 'readonly':
    case 'declare':
    case 'typeset':
      return given.flatMap(letOf)
    case 'exit':
      return [exits(given[0], line)]
    case 'return':
      return [{ do: 'return', line, value: constant((literalOf(given[0]) ?? '0') === '0') }]
    case 'cd':
      return given[0] ? [{ do: 'effect', line, of: call('standIn', [valueOfWord(given[0])], line) }] : []
    case 'echo':
    case 'printf':
      if (output === 'error' || output === 'nowhere') return []
      return [
        {
          do: 'effect',
          line,
          of: call(
            'console.log',
            output === 'file'
              ? []
              : given
                  .filter((word) => literalOf(word) !== '%s\\n')
                  .slice(0, 1)
                  .map(valueOfWord),
            line,
          ),
        },
      ]
    case 'cat':
      return given.length === 0 && command.input === null && output === 'nowhere'
        ? []
        : [{ do: 'effect', line, of: null }]
    default:
      if (name !== null && QUIET.has(name)) return []
      if (statusOf(pipeline) !== null) return []
      if (name === null || !/^[A-Za-z_][\w-]*$/.test(name)) return [{ do: 'effect', line, of: null }]
      return [{ do: 'effect', line, of: call(`command ${name}`, given.map(valueOfWord), line) }]
  }
}

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

const QUIET = new Set([
  ':',
  'true',
  'false',
  'set',
  'shopt',
  'trap',
  'umask',
  'shift',
  'unset',
  'read',
  'source',
  '.',
  'sleep',
  'wait',
  'command',
  'type',
  'exec',
  'ulimit',
  'let',
  'mapfile',
  'readarray',
  'break',
  'continue',
])

/** Commands that are understood here, and so no functions of the script's own. */
export const KNOWN = new Set([
  ...QUIET,
  'exit',
  'return',
  'cd',
  'echo',
  'printf',
  'cat',
  'export',
  'local',
  'readonly',
  'declare',
  'typeset',
])

function letOf(word: Word): Statement[] {
  const found = assignment(word)
  return found ? [{ do: 'let', line: word.line, name: found.name, value: found.value }] : []
}

function assignment(word: Word): { name: string; value: Expression } | null {
  const [first, ...rest] = word.parts
  if (!first || !('text' in first) || first.quoted) return null
  const found = /^([A-Za-z_]\w*)=(.*)$/s.exec(first.text)
  if (!found?.[1]) return null
  const parts = found[2] ? [{ text: found[2], quoted: false }, ...rest] : rest
  return { name: found[1], value: valueOfWord({ ...word, parts }) }
}
