import type { CommandNode, CompoundList, Function as Defined, If } from 'unbash'
import { call, type Expression, type Program, type Statement, UNKNOWN } from '../program.ts'
import { statusOf } from './commands.ts'
import { KNOWN, simple } from './simple.ts'
import { type Chain, listOf, literalOf, type Pipeline, parseShell, type Source, simpleOf } from './syntax.ts'
import { valueOfWord } from './words.ts'

/** A script of bash, sh and their like. Throws NotUnderstood where it is none. */
export const compileShell = (source: string): Program => parseShell(source).flatMap(statements)

const MOST_IN_A_CHAIN = 8

function statements({ pipelines, signs }: Chain): Statement[] {
  if (pipelines.length > MOST_IN_A_CHAIN) return pipelines.flatMap(alone)
  return from(0)

  /** The next one to be done when this one ended well, or badly. */
  function from(index: number): Statement[] {
    const pipeline = pipelines[index]
    if (!pipeline) return []
    const after = (sign: '&&' | '||') => {
      const next = signs.findIndex((one, at) => at >= index && one === sign)
      return next < 0 ? [] : from(next + 1)
    }
    if (index === pipelines.length - 1) return alone(pipeline)
    const test = statusOf(pipeline) ?? ownCall(pipeline)
    const { line } = pipeline
    const branch: Statement = { do: 'if', line, test: test ?? UNKNOWN, yes: after('&&'), no: after('||') }
    return test ? [branch] : [...alone(pipeline), branch]
  }
}

/** How a command ends that may be a function of the script's own. */
function ownCall({ commands, negated, line, source }: Pipeline): Expression | null {
  const [only] = commands
  if (commands.length !== 1 || only?.type !== 'Command') return null
  const [first, ...given] = simpleOf(only, source).words
  const name = literalOf(first)
  if (name === null || !/^[A-Za-z_][\w-]*$/.test(name) || KNOWN.has(name)) return null
  const values = given.map((word) => valueOfWord(word, source))
  const status = call('status', [call(`command ${name}`, values, line)], line)
  return negated ? { is: 'not', of: status } : status
}

function alone(pipeline: Pipeline): Statement[] {
  const [only, ...others] = pipeline.commands
  if (others.length > 0) return [{ do: 'effect', line: pipeline.line, of: null }]
  return only ? one(only, pipeline) : []
}

function one(command: CommandNode, pipeline: Pipeline): Statement[] {
  const { source, line } = pipeline
  const within = ({ commands }: CompoundList) => listOf(commands, source).flatMap(statements)
  switch (command.type) {
    case 'Command':
      return simple(simpleOf(command, source), pipeline)
    case 'BraceGroup':
      return [{ do: 'block', line, body: within(command.body) }]
    case 'Case':
      return [{ do: 'either', line, bodies: command.items.map(({ body }) => within(body)) }]
    case 'Subshell':
    case 'For':
    case 'ArithmeticFor':
    case 'Select':
    case 'While':
      return [{ do: 'either', line, bodies: [within(command.body)] }]
    case 'If':
      return conditional([command, ...command.elif], command.else, source)
    case 'Function': {
      const body = bodyOf(command.body, pipeline)
      const value: Expression = { is: 'function', names: ['1', '2', '3'], body }
      return [{ do: 'let', line, name: `command ${command.name.value}`, value }]
    }
    case 'TestCommand':
    case 'ArithmeticCommand':
      return []
    default:
      return [{ do: 'effect', line, of: null }]
  }
}

/** A function ends as its last command does. */
function bodyOf(body: Defined['body'], pipeline: Pipeline): Statement[] {
  if (body.type === 'Redirected') return bodyOf(body.command, pipeline)
  if (body.type !== 'BraceGroup' && body.type !== 'Subshell')
    return body.type === 'CompoundList' ? [] : one(body, pipeline)
  const chains = listOf(body.body.commands, pipeline.source)
  const last = chains.at(-1)?.pipelines ?? []
  const status = last.length === 1 && last[0] ? statusOf(last[0]) : null
  if (!last[0] || status === null) return chains.flatMap(statements)
  return [...chains.slice(0, -1).flatMap(statements), { do: 'return', line: last[0].line, value: status }]
}

function conditional(
  [way, ...others]: readonly Pick<If, 'clause' | 'then' | 'pos'>[],
  otherwise: CompoundList | undefined,
  source: Source,
): Statement[] {
  const within = (list: CompoundList | undefined) => listOf(list?.commands ?? [], source)
  if (!way) return within(otherwise).flatMap(statements)
  const tests = within(way.clause)
  const last = tests.at(-1)
  const yes = within(way.then).flatMap(statements)
  const no = conditional(others, otherwise, source)
  const line = last?.pipelines[0]?.line ?? source.lineOf(way.pos)
  return [
    ...tests.slice(0, -1).flatMap(statements),
    { do: 'if', line, test: last ? testOfChain(last) : UNKNOWN, yes, no },
  ]
}

const testOfChain = ({ pipelines, signs }: Chain): Expression =>
  pipelines
    .map((pipeline) => statusOf(pipeline) ?? ownCall(pipeline) ?? UNKNOWN)
    .reduce((left, right, index) => ({ is: signs[index - 1] === '&&' ? 'and' : 'or', left, right }))
