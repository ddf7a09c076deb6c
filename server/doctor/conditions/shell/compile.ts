import { call, type Expression, type Program, type Statement, UNKNOWN } from '../program.ts'
import { statusOf } from './commands.ts'
import { type Command, type List, type Pipeline, parseList } from './parse.ts'
import { KNOWN, simple } from './simple.ts'
import { literalOf, tokensOf } from './tokens.ts'
import { valueOfWord } from './words.ts'

/** A script of bash, sh and their like. Throws NotUnderstood where it is none. */
export const compileShell = (source: string): Program => parseList(tokensOf(source)).flatMap(statements)

const MOST_IN_A_CHAIN = 8

function statements({ first, rest }: List): Statement[] {
  const chain = [first, ...rest.map(({ next }) => next)]
  const signs = rest.map(({ after }) => after)
  if (chain.length > MOST_IN_A_CHAIN) return chain.flatMap((one) => alone(one))
  return from(0)

  /** The next one to be done when this one ended well, or badly. */
  function from(index: number): Statement[] {
    const pipeline = chain[index]
    if (!pipeline) return []
    const after = (sign: '&&' | '||') => {
      const next = signs.findIndex((one, at) => at >= index && one === sign)
      return next < 0 ? [] : from(next + 1)
    }
    if (index === chain.length - 1) return alone(pipeline)
    const status = statusOf(pipeline)
    const branch = (test: Expression): Statement => ({
      do: 'if',
      line: pipeline.line,
      test,
      yes: after('&&'),
      no: after('||'),
    })
    if (status) return [branch(status)]
    const own = ownCall(pipeline)
    if (own) return [branch(own)]
    return [...alone(pipeline), branch(UNKNOWN)]
  }
}

/** How a command ends that may be a function of the script's own. */
function ownCall({ commands, negated, line }: Pipeline): Expression | null {
  const [only] = commands
  if (commands.length !== 1 || only?.is !== 'simple') return null
  const name = literalOf(only.words[0])
  if (name === null || !/^[A-Za-z_][\w-]*$/.test(name) || KNOWN.has(name)) return null
  const status = call('status', [call(`command ${name}`, only.words.slice(1).map(valueOfWord), line)], line)
  return negated ? { is: 'not', of: status } : status
}

function alone(pipeline: Pipeline): Statement[] {
  const { commands, line } = pipeline
  const [only] = commands
  if (commands.length > 1) return [{ do: 'effect', line, of: null }]
  return only ? one(only, pipeline) : []
}

function one(command: Command, pipeline: Pipeline): Statement[] {
  const { line } = command
  switch (command.is) {
    case 'group':
      return [{ do: 'block', line, body: command.body.flatMap(statements) }]
    case 'either':
      return [{ do: 'either', line, bodies: command.bodies.map((body) => body.flatMap(statements)) }]
    case 'function':
      return [
        {
          do: 'let',
          line,
          name: `command ${command.name}`,
          value: { is: 'function', names: ['1', '2', '3'], body: bodyOf(command.body) },
        },
      ]
    case 'if':
      return conditional(command)
    case 'simple':
      return simple(command, pipeline)
  }
}

/** A function ends as its last command does. */
function bodyOf(lists: readonly List[]): Statement[] {
  const last = lists.at(-1)
  const status = last && last.rest.length === 0 ? statusOf(last.first) : null
  if (last === undefined || status === null) return lists.flatMap(statements)
  return [...lists.slice(0, -1).flatMap(statements), { do: 'return', line: last.first.line, value: status }]
}

function conditional({ ways, otherwise, line }: Extract<Command, { is: 'if' }>): Statement[] {
  const [way, ...others] = ways
  if (!way) return otherwise.flatMap(statements)
  const before = way.test.slice(0, -1).flatMap(statements)
  const last = way.test.at(-1)
  const no = conditional({ is: 'if', ways: others, otherwise, line })
  const yes = way.body.flatMap(statements)
  const test = last ? testOfList(last) : null
  return [...before, { do: 'if', line: last?.first.line ?? line, test: test ?? UNKNOWN, yes, no }]
}

function testOfList({ first, rest }: List): Expression | null {
  const one = (pipeline: Pipeline) => {
    const own = ownCall(pipeline)
    return statusOf(pipeline) ?? own ?? UNKNOWN
  }
  return rest.reduce<Expression>(
    (left, { after, next }) => ({ is: after === '&&' ? 'and' : 'or', left, right: one(next) }),
    one(first),
  )
}
