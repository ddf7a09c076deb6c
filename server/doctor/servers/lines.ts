import { type JsonPath, walkJson } from '../../claude/position.ts'

/** Where everything below a value stands: the line of each path, and of what stands there once more. */
export type Lines = {
  of: (path: JsonPath) => number | null
  repeated: readonly { path: JsonPath; line: number }[]
}

export function linesIn(text: string): Lines {
  const lines = new Map<string, number>()
  const repeated: { path: JsonPath; line: number }[] = []
  let line = 1
  let reached = 0
  walkJson(text, (path, offset) => {
    if (lines.size >= MOST_LINES) return
    for (; reached < offset; reached++) if (text[reached] === '\n') line++
    const known = JSON.stringify(path)
    if (lines.has(known) && repeated.length < MOST && !repeated.some((one) => isInside(path, one.path)))
      repeated.push({ path: [...path], line })
    lines.set(known, line)
  })
  return { of: (path) => lines.get(JSON.stringify(path)) ?? null, repeated }
}

const MOST = 100
/** Of a file that means harm, what stands further down has no line. */
const MOST_LINES = 50_000

const isInside = (path: JsonPath, outer: JsonPath) =>
  outer.length < path.length && outer.every((key, index) => key === path[index])
