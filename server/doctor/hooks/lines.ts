import { type JsonPath, walkJson } from '../../claude/position.ts'

/** Where values begin in a JSON text, as lines from 1: of those that are wanted, found on one way through it. */
export function linesIn(text: string, isWanted: (path: JsonPath) => boolean): (path: JsonPath) => number | null {
  const lines = new Map<string, number>()
  let line = 1
  let seen = 0
  walkJson(text, (path, offset) => {
    if (lines.size >= MOST || !isWanted(path)) return
    for (; seen < offset; seen++) if (text.charCodeAt(seen) === NEW_LINE) line++
    lines.set(JSON.stringify(path), line)
  })
  return (path) => lines.get(JSON.stringify(path)) ?? null
}

/** Of a file that means harm, what stands further down has no line. */
const MOST = 20_000

const NEW_LINE = 10
