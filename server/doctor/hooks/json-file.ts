import type { Look } from '../../claude/disk.ts'
import { jsonReader, LARGEST_WRITTEN } from '../../claude/json.ts'
import type { JsonPath } from '../../claude/position.ts'
import type { FileText } from '../../claude/text.ts'
import { linesIn } from './lines.ts'

export type JsonFile = {
  exists: boolean
  /** Null when it could not be read; a byte order mark is left out. */
  text: string | null
  byteOrderMark: boolean
  /** Null when it is no JSON. */
  json: unknown
  problems: readonly { message: string; line: number | null }[]
  /** The line of a value; only of those that were wanted. */
  lineOf: (path: JsonPath) => number | null
}

export function readJsonFile(look: Look, file: string, isWanted: (path: JsonPath) => boolean): JsonFile {
  const whole = look.file(file, LARGEST_WRITTEN, textOf)
  const text = whole?.replace(/^\uFEFF/, '') ?? null
  const { value, missing, problems } = readJson(look, file)
  const lineOf = text === null || value === null ? () => null : linesIn(text, isWanted)
  return {
    exists: !missing,
    text,
    byteOrderMark: whole !== text,
    json: value?.json ?? null,
    problems: problems.map(({ message, line = null }) => ({ message, line })),
    lineOf,
  }
}

const textOf = (content: FileText) => (content.state === 'text' ? content.text : null)

const readJson = jsonReader((json) => ({ json }), { largest: LARGEST_WRITTEN })
