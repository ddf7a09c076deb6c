import type { Reading, World } from './types.ts'
import { fieldIn } from './values.ts'

/** What stands now where a script asks: 'there', 'not there', 'not set', or a value. */
export function nowOf({ kind, file, keys }: Reading, world: World): string {
  const thing = world(file)
  if (thing.is === 'nothing') return 'not there'
  if (kind === 'flag' || thing.is !== 'file') return 'there'
  if (kind === 'field') return shown(fieldIn(thing.text, keys[0] ?? ''))
  try {
    const value = keys.reduce<unknown>(
      (inside, key) => (inside as Record<string, unknown> | null)?.[key],
      JSON.parse(thing.text),
    )
    return value === undefined ? 'not set' : shown(value)
  } catch {
    return 'not set'
  }
}

/** A value that may be anything, a password too, is not repeated. */
function shown(value: unknown): string {
  if (value === undefined) return 'not set'
  if (typeof value !== 'string') return typeof value === 'object' && value !== null ? 'another value' : String(value)
  return /^[\w-]{0,20}$/.test(value) ? value : 'another value'
}
