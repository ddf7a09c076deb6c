import { DEEPEST_NESTING, fieldOf, isObject, quoted } from '../../claude/json.ts'
import { nestedDeeperThan } from '../../claude/position.ts'
import { COMMON, type Fields, type Kind, PERMISSION, REQUIRED, SPECIFIC } from './output-fields.ts'
import type { Output } from './types.ts'

/**
 * What Claude Code makes of a hook's standard output, whatever its exit code. Measured with 2.1.329: only what begins
 * with `{` is taken for JSON; cut off it is plain text, but when it ends with `}` and is no JSON it is an error.
 */
export function readOutput(event: string, stdout: string): Output {
  const text = stdout.trim()
  if (text === '') return { kind: 'nothing' }
  if (!text.startsWith('{')) return { kind: 'text', text, because: null }
  if (isAsync(text)) return { kind: 'in the background' }
  const parsed = parse(text)
  if ('value' in parsed) return examine(event, parsed.value)
  return text.endsWith('}')
    ? { kind: 'refused', problems: [`It begins and ends like a JSON object and is none: ${parsed.problem}`] }
    : { kind: 'text', text, because: 'It begins like a JSON object and is none, so it counts as plain text.' }
}

/** The first line alone decides: then nobody waits for the rest. */
function isAsync(text: string): boolean {
  const first = parse(text.split('\n')[0] ?? '')
  return 'value' in first && fieldOf(first.value, 'async') === true
}

function parse(text: string): { value: Record<string, unknown> } | { problem: string } {
  if (nestedDeeperThan(DEEPEST_NESTING, text) !== null) return { problem: 'it is nested too deeply to look into' }
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? { value } : { problem: 'it is no object' }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}

function examine(event: string, value: Record<string, unknown>): Output {
  const specific = fieldOf(value, 'hookSpecificOutput')
  const looked = [look(value, COMMON, ''), ...(isObject(specific) ? [lookInto(event, specific)] : [])]
  const problems = looked.flatMap((one) => one.problems)
  return problems.length > 0
    ? { kind: 'refused', problems }
    : { kind: 'json', value, ignored: looked.flatMap((one) => one.ignored) }
}

type Looked = { problems: readonly string[]; ignored: readonly string[] }

const refused = (problem: string): Looked => ({ problems: [problem], ignored: [] })

function lookInto(event: string, specific: Record<string, unknown>): Looked {
  const named = fieldOf(specific, 'hookEventName')
  if (named === undefined) return refused('hookSpecificOutput has no hookEventName')
  const fields = typeof named === 'string' ? SPECIFIC.get(named) : undefined
  if (fields === undefined)
    return refused(`hookSpecificOutput.hookEventName is ${shown(named)}, which has no such output`)
  if (named !== event) return refused(`hookSpecificOutput.hookEventName is ${shown(named)}, but the event is ${event}`)
  const missing = REQUIRED.get(event)
  if (missing !== undefined && fieldOf(specific, missing) === undefined)
    return refused(`hookSpecificOutput has no ${missing}, which ${event} needs`)
  return look(specific, { hookEventName: 'text', ...fields }, 'hookSpecificOutput.')
}

function look(value: Record<string, unknown>, fields: Fields, before: string): Looked {
  const problems: string[] = []
  const ignored: string[] = []
  for (const [name, found] of Object.entries(value)) {
    const kind = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (kind === undefined) ignored.push(before + name)
    else problems.push(...wrong(before + name, found, kind))
  }
  return { problems, ignored }
}

function wrong(name: string, found: unknown, kind: Kind): string[] {
  if (kind === 'anything') return []
  if (kind === 'permission decision') return wrongPermission(name, found)
  if (typeof kind !== 'string')
    return kind.some((one) => one === found) ? [] : [`${name} is ${shown(found)}, not ${kind.map(quoted).join(' or ')}`]
  return IS[kind](found) ? [] : [`${name} is ${shown(found)}, not ${NAMES[kind]}`]
}

function wrongPermission(name: string, found: unknown): string[] {
  if (!isObject(found)) return [`${name} is ${shown(found)}, not an object with a behavior`]
  const behavior = fieldOf(found, 'behavior')
  const fields = typeof behavior === 'string' ? PERMISSION.get(behavior) : undefined
  if (!fields) return [`${name}.behavior is ${shown(behavior)}, not "allow" or "deny"`]
  return [...look(found, fields, `${name}.`).problems]
}

type Plain = Exclude<Kind, readonly string[] | 'anything' | 'permission decision'>

const IS: Record<Plain, (found: unknown) => boolean> = {
  text: (found) => typeof found === 'string',
  'true or false': (found) => typeof found === 'boolean',
  object: isObject,
  'list of texts': (found) => Array.isArray(found) && found.every((one) => typeof one === 'string'),
}

const NAMES: Record<Plain, string> = {
  text: 'a text',
  'true or false': 'true or false',
  object: 'an object',
  'list of texts': 'a list of texts',
}

function shown(found: unknown): string {
  if (found === undefined) return 'missing'
  if (typeof found === 'string') return quoted(found)
  if (Array.isArray(found)) return 'a list'
  return typeof found === 'object' && found !== null ? 'an object' : String(found)
}
