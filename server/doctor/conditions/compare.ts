import { type Machine, plain } from './machine.ts'
import { fieldIn, isKind, isKnown, NOT_KNOWN, type Value } from './values.ts'

export function equal(machine: Machine, left: Value, right: Value, negated: boolean, line: number): Value {
  if (!isKnown(left) || !isKnown(right)) return NOT_KNOWN
  const literal = [left, right]
    .filter((value) => typeof value !== 'object' || value === null)
    .map((value) => `${value}`)
  const [one, other] = [left, right].map((value) => plain(machine, value, line, literal))
  if (typeof one === 'object' && one !== null) return NOT_KNOWN
  if (typeof other === 'object' && other !== null) return NOT_KNOWN
  const isSame = one === other || (one ?? null) === (other ?? null)
  return isSame !== negated
}

/** Whether a text has `enabled: true` in it, say. */
export function contains(whole: Value, part: Value): Value {
  if (!isKind(whole, 'text') || typeof part !== 'string') return NOT_KNOWN
  const wanted = fieldWantedIn(part)
  if (wanted === null) return NOT_KNOWN
  return { is: 'match', file: whole.file, ...wanted, value: fieldIn(whole.text, wanted.name) }
}

function fieldWantedIn(text: string) {
  const found = /^([A-Za-z_][\w-]*): *([\w-]+)$/.exec(text.trim())
  return found?.[1] && found[2] ? { name: found[1], literal: found[2] } : null
}
