/** A jq filter that reads one key: `.a.b`, `.a["b"] // false`, `.enabled == true`. Null for everything else. */
export function readJq(filter: string): {
  keys: readonly string[]
  otherwise?: string | number | boolean | null
  equals?: string | number | boolean | null
} | null {
  const found = /^\s*\(?\s*(\.[^\s)]*)\s*(?:\/\/\s*("[^"\\]*"|[\w.]+)\s*)?\)?\s*(?:==\s*("[^"\\]*"|[\w.]+)\s*)?$/.exec(
    filter,
  )
  const keys = found?.[1] === undefined ? null : keysOf(found[1])
  if (!found || keys === null || keys.length === 0) return null
  const otherwise = literal(found[2])
  const equals = literal(found[3])
  if (otherwise === NONE || equals === NONE) return null
  return { keys, ...(otherwise !== undefined && { otherwise }), ...(equals !== undefined && { equals }) }
}

function keysOf(path: string): string[] | null {
  const keys: string[] = []
  const part = /\.([A-Za-z_]\w*)\??|\.?\["([^"\\]+)"\]\??|\."([^"\\]+)"\??/y
  while (part.lastIndex < path.length) {
    const found = part.exec(path)
    if (!found) return null
    keys.push(found[1] ?? found[2] ?? found[3] ?? '')
  }
  return keys
}

const NONE = Symbol('no literal')

function literal(text: string | undefined) {
  if (text === undefined) return undefined
  if (text === 'empty') return ''
  try {
    return JSON.parse(text) as string | number | boolean | null
  } catch {
    return NONE
  }
}
