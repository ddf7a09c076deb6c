/** Deeper than anybody writes, and little enough for whatever goes through it afterwards. */
const DEEPEST = 100

/** A value of YAML as JSON could hold it: an alias may lie in what it stands for, and null is put in its place there. */
export function withoutLoops(value: unknown, around: readonly unknown[] = []): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (around.includes(value) || around.length >= DEEPEST) return null
  const inner = [...around, value]
  if (Array.isArray(value)) return value.map((one) => withoutLoops(one, inner))
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutLoops(one, inner)]))
}
