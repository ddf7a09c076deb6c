import { basename } from 'node:path'
import type { z } from 'zod'
import type { Look } from './disk.ts'
import { type JsonPath, lineAndColumn, nestedDeeperThan, offsetOf, syntaxErrorAt } from './position.ts'
import type { FileText } from './text.ts'
import type { Problem } from './types.ts'

/** `value` is null when the file is missing (which is no problem) or could not be read at all (which is one). */
export type Read<T> = { value: T | null; missing: boolean; problems: readonly Problem[] }

/** Tells what is wrong at a path inside the JSON; the file and the position are added. */
export type Report = (path: JsonPath, message: string) => void

/** Makes a value of what was parsed, and reports what it had to leave out. A function of the text alone. */
export type Interpret<T> = (json: unknown, report: Report) => T

export const LARGEST_FILE = 16 * 1024 * 1024
/** Of files that people write themselves, and of which every entry is looked into: all of it has to fit into memory. */
export const LARGEST_WRITTEN = 2 * 1024 * 1024
export const DEEPEST_NESTING = 100
export const MOST_PROBLEMS = 20

/**
 * Makes the function that reads one kind of JSON file. It never throws: whatever is wrong becomes a problem with the
 * place where it is. A byte order mark is accepted silently unless Claude Code refuses it in this kind of file.
 */
export function jsonReader<T>(
  interpret: Interpret<T>,
  {
    byteOrderMark = 'accepted',
    largest = LARGEST_FILE,
  }: { byteOrderMark?: 'accepted' | 'refused'; largest?: number } = {},
): (look: Look, file: string) => Read<T> {
  const read = (content: FileText, file: string): Read<T> => {
    if (content.state === 'missing') return { value: null, missing: true, problems: [] }
    const complaints = collectComplaints(file)
    const value = content.state === 'text' ? understand(content.text, interpret, byteOrderMark, complaints.add) : null
    if (content.state === 'unreadable') complaints.add(`${content.why}.`, null)
    return { value, missing: false, problems: complaints.all() }
  }
  return (look, file) => look.file(file, largest, read)
}

/** An object's entries, or none with a report when it is anything else. Keys like `__proto__` are keys like any other. */
export function entriesOf(json: unknown, path: JsonPath, report: Report): [string, unknown][] {
  if (isObject(json)) return Object.entries(json)
  report(path, `has ${kindOf(json)} where ${nameOf(path)} should be an object`)
  return []
}

export const isObject = (json: unknown): json is Record<string, unknown> =>
  typeof json === 'object' && json !== null && !Array.isArray(json)

/** A field of an object that came from outside; undefined also for what every object inherits. */
export const fieldOf = (json: unknown, key: string): unknown =>
  isObject(json) && Object.hasOwn(json, key) ? json[key] : undefined

/**
 * One record through its schema. A field that is wrong and optional is reported and left out; when the record makes
 * no sense without it, the record is.
 */
export function parseRecord<T>(schema: z.ZodType<T>, json: unknown, path: JsonPath, report: Report): T | null {
  const first = schema.safeParse(json, { reportInput: true })
  if (first.success) return first.data
  const wrong = new Set(first.error.issues.map((issue) => issue.path[0]))
  const rest = isObject(json) ? Object.fromEntries(Object.entries(json).filter(([key]) => !wrong.has(key))) : json
  const second = schema.safeParse(rest)
  for (const issue of first.error.issues) {
    const at = [...path, ...issue.path.filter((key) => typeof key !== 'symbol')]
    report(
      at,
      `${sentence(at, issue)}, so ${second.success ? 'this field' : path.length > 0 ? nameOf(path) : 'it'} is left out`,
    )
  }
  return second.success ? second.data : null
}

/** `plugins["voice@lab"][0].installPath`, as one would write it in JavaScript. */
export function nameOf(path: JsonPath): string {
  if (path.length === 0) return 'the whole'
  return path
    .map((key) =>
      typeof key === 'string' && /^[A-Za-z_]\w*$/.test(key)
        ? `.${key}`
        : `[${typeof key === 'string' ? quoted(key) : key}]`,
    )
    .join('')
    .replace(/^\./, '')
}

/** Something from outside as part of a sentence, however long it is. */
export const quoted = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)

/** Each complaint has its position looked up in the whole text, so there is an end to them. */
function collectComplaints(file: string) {
  const problems: Problem[] = []
  let more = 0
  return {
    add: (message: string, place: (() => { line: number; column: number }) | null) => {
      if (problems.length >= MOST_PROBLEMS) more++
      else problems.push({ file, message: `${basename(file)} ${message}`, ...place?.() })
    },
    all: () =>
      more > 0 ? [...problems, { file, message: `${basename(file)} has ${more} more problems like these.` }] : problems,
  }
}

type Complain = ReturnType<typeof collectComplaints>['add']

function understand<T>(
  content: string,
  interpret: Interpret<T>,
  byteOrderMark: 'accepted' | 'refused',
  complain: Complain,
) {
  const marked = content.startsWith('\uFEFF')
  const text = marked ? content.slice(1) : content
  const at = (offset: number) => () => lineAndColumn(text, offset)
  if (marked && byteOrderMark === 'refused')
    complain('starts with a byte order mark, with which Claude Code does not read it.', at(0))
  if (text.trim() === '') {
    complain('is empty.', null)
    return null
  }
  const tooDeep = nestedDeeperThan(DEEPEST_NESTING, text)
  if (tooDeep !== null) {
    complain(`is nested more than ${DEEPEST_NESTING} levels deep.`, at(tooDeep))
    return null
  }
  const json = parseJson(text)
  if ('error' in json) {
    complain(json.error, at(json.at))
    return null
  }
  return interpret(json.value, (path, message) =>
    complain(`${message}.`, () => lineAndColumn(text, offsetOf(text, path))),
  )
}

function parseJson(text: string): { value: unknown } | { error: string; at: number } {
  try {
    return { value: JSON.parse(text) }
  } catch {
    const at = syntaxErrorAt(text) ?? text.length
    if (text.slice(at).trim() === '') return { error: 'is cut off: it ends in the middle of a value.', at }
    return { error: `is not valid JSON: ${JSON.stringify([...text.slice(at, at + 2)][0])} is not expected here.`, at }
  }
}

function sentence(path: JsonPath, issue: z.core.$ZodIssue) {
  const given = 'input' in issue ? kindOf(issue.input) : 'something else'
  if (issue.code === 'invalid_type') return `has ${given} where ${nameOf(path)} should be ${article(issue.expected)}`
  if (issue.code === 'invalid_value')
    return `has ${given} where ${nameOf(path)} should be one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`
  return `has ${given} where ${nameOf(path)} ${issue.message}`
}

function kindOf(json: unknown) {
  if (json === undefined) return 'nothing'
  if (json === null) return 'null'
  if (Array.isArray(json)) return 'a list'
  if (typeof json === 'string') return quoted(json)
  return article(typeof json)
}

const article = (type: string) => (type === 'array' ? 'a list' : /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`)
