import { fieldOf, isObject } from '../../claude/json.ts'
import { type JsonPath, offsetOf } from '../../claude/position.ts'

export type Literal = string | number | boolean | null

/** A JSON text with one key set and every other byte as it was; null where that cannot be done. */
export function withKey(text: string, keys: readonly string[], value: Literal): string | null {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : ''
  const json = text.slice(mark.length)
  const root = parse(json)
  if (!isObject(root) || keys.length === 0) return null
  const depth = depthOf(root, keys)
  if (depth === keys.length) return mark + replaced(json, keys, JSON.stringify(value))
  const parent = keys.slice(0, depth).reduce<unknown>((inside, key) => fieldOf(inside, key), root)
  return isObject(parent) ? mark + inserted(json, keys, depth, value, Object.keys(parent)) : null
}

/** How many of the keys are there. */
function depthOf(root: unknown, keys: readonly string[]): number {
  let inside = root
  for (const [index, key] of keys.entries()) {
    if (!isObject(inside) || !Object.hasOwn(inside, key)) return index
    inside = inside[key]
  }
  return keys.length
}

function replaced(json: string, path: JsonPath, value: string): string {
  const from = offsetOf(json, path)
  return json.slice(0, from) + value + json.slice(endOf(json, from))
}

/** As the last member, on a line of its own where the others have one each. */
function inserted(
  json: string,
  keys: readonly string[],
  depth: number,
  value: Literal,
  siblings: readonly string[],
): string {
  const member = `${JSON.stringify(keys[depth])}: ${JSON.stringify(keys.slice(depth + 1).reduceRight<unknown>((inside, key) => ({ [key]: inside }), value))}`
  const parent = keys.slice(0, depth)
  const begin = offsetOf(json, parent)
  const last = siblings.at(-1)
  if (last === undefined) return `${json.slice(0, begin)}{ ${member} }${json.slice(endOf(json, begin))}`
  const after = endOf(json, offsetOf(json, [...parent, last]))
  const lead = /(\r?\n[ \t]*)"(?:[^"\\]|\\.)*"\s*:\s*$/.exec(json.slice(0, offsetOf(json, [...parent, last])))?.[1]
  return `${json.slice(0, after)},${lead ?? ' '}${member}${json.slice(after)}`
}

/** Where the value that begins here ends. */
function endOf(json: string, from: number): number {
  let depth = 0
  for (let at = from; at < json.length; at++) {
    const character = json[at] ?? ''
    if (character === '"') {
      for (at++; json[at] !== '"'; at++) if (json[at] === '\\') at++
      if (depth === 0) return at + 1
    } else if (character === '{' || character === '[') depth++
    else if (character === '}' || character === ']') {
      depth--
      if (depth === 0) return at + 1
      if (depth < 0) return at
    } else if (depth === 0 && /[\s,]/.test(character)) return at
  }
  return json.length
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
