import { isSafeId } from '../../claude/ids.ts'
import type { Step } from '../types.ts'

/** A command to type, or what a person is to do where there is none. */
export const typed = (text: string, command: string | null, why: string): Step => ({ by: 'claude', text, command, why })

export const anotherName = (name: string): Step =>
  typed('give one of them another name', null, `Both are called ${name} in their plugin.json.`)

/** None for an id that cannot be typed as it is. */
export const disabling = (id: string): readonly Step[] =>
  isSafeId(id)
    ? [typed(`disable ${id}`, `claude plugin disable ${id}`, 'Then this one is the only one of its name.')]
    : []

/** A path as one word of a shell. */
export const shellWord = (path: string) => (/^[\w./@:+,-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`)
