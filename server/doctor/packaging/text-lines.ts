import { DEEPEST_NESTING, isObject } from '../../claude/json.ts'
import type { JsonPath } from '../../claude/position.ts'
import { lineAndColumn, nestedDeeperThan, offsetOf } from '../../claude/position.ts'
import { readText } from '../../claude/text.ts'

const LARGEST = 1024 * 1024

/** A text file of a plugin, or null when it is none that one would read. */
export function textOf(file: string): string | null {
  const read = readText(file, LARGEST, null)
  return read.state === 'text' ? read.text.replace(/^\uFEFF/, '') : null
}

/** An object of JSON; null for whatever else the text is. */
export function fieldsIn(text: string | null): Record<string, unknown> | null {
  if (text === null || nestedDeeperThan(DEEPEST_NESTING, text) !== null) return null
  try {
    const json: unknown = JSON.parse(text)
    return isObject(json) ? json : null
  } catch {
    return null
  }
}

/** The line of a value, or of the last of its parts that is there; the first one of what is nested without an end. */
export const lineOfPath = (text: string, path: JsonPath): number =>
  nestedDeeperThan(DEEPEST_NESTING, text) === null ? lineAt(text, offsetOf(text, path)) : 1

export const lineAt = (text: string, offset: number): number => lineAndColumn(text, offset).line
