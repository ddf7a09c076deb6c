import type { Assignment } from 'unbash'
import { type Simple, simpleCommands } from './shell-simple.ts'
import { expand, type Value, type Variables } from './shell-values.ts'
import { unwrapped } from './shell-wrappers.ts'

/** A word, or null where only running the command would tell what it becomes. */
export type Word = Value | null

/** One command that a shell starts. */
export type Started = {
  words: readonly Word[]
  /** Where its relative paths lead from; null when that is not known. */
  base: Word
  /** Whether it stands under a condition, or another is to be run when this one fails. */
  isOptional: boolean
}

/** `tested`: paths and names that the command itself asks for before it uses them. */
export type Commands = { started: readonly Started[]; tested: ReadonlySet<string> }

/** The folder that the session is in at that moment: nobody knows which. */
export const SESSION_FOLDER: Value = { text: '.', via: 'written' }

/** What a shell command starts, one after the other or at once, as far as that can be told without running it. */
export function commandsIn(
  command: string,
  given: Variables,
  base: Word = SESSION_FOLDER,
  left = { depth: DEEPEST, commands: MOST },
): Commands {
  const variables = new Map(given)
  const started: Started[] = []
  const tested = new Set<string>()
  let here = base
  const look = (words: readonly Word[], isOptional: boolean) => {
    const { name, words: plain } = unwrapped(words)
    if (name === null) {
      if (plain.length > 0) started.push({ words: plain, base: here, isOptional })
      return
    }
    const rest = plain.slice(1)
    if (ASKING.has(name)) for (const word of rest) if (word) tested.add(word.text)
    if (MOVING.has(name)) here = joined(here, rest.find((word) => !word?.text.startsWith('-')) ?? null)
    if (FORGETTING.has(name)) for (const word of rest) if (word) variables.delete(word.text)
    const text = left.depth > 0 ? nestedText(name, rest) : null
    if (text === null) started.push({ words: plain, base: here, isOptional })
    else {
      const nested = within(() => commandsIn(text, variables, here, left))
      started.push({ words: plain.slice(0, 1), base: here, isOptional }, ...nested.started)
      for (const one of nested.tested) tested.add(one)
    }
  }
  const within = (deeper: () => Commands) => {
    left.depth--
    const commands = deeper()
    left.depth++
    return commands
  }
  for (const simple of simpleCommands(command)) {
    if (left.commands-- <= 0) break
    look(assigned(simple, variables), simple.isOptional)
  }
  return { started, tested }
}

/** Shells in shells, and commands in all of them together: more than anybody writes. */
const DEEPEST = 3
const MOST = 50
const ASKING = new Set(['[', '[[', 'test', 'which', 'type', 'hash', 'command -v'])
const MOVING = new Set(['cd', 'pushd', 'popd'])
const FORGETTING = new Set(['read', 'unset', 'mapfile', 'getopts'])
const SHELL = /^(?:ba|da|k|z|a)?sh$/

/** The text that a shell is given to carry out. */
function nestedText(name: string, rest: readonly Word[]): string | null {
  if (name === 'eval') return rest.every((word) => word !== null) ? rest.map((word) => word?.text).join(' ') : null
  if (!SHELL.test(name)) return null
  const at = rest.findIndex((word) => word && /^-[a-z]*c[a-z]*$/.test(word.text))
  const isBefore = rest
    .slice(0, Math.max(at, 0))
    .every((word) => word?.text.startsWith('-') || word?.text === 'pipefail')
  return at >= 0 && isBefore ? (rest[at + 1]?.text ?? null) : null
}

function joined(base: Word, to: Word): Word {
  if (!to) return null
  if (to.text.startsWith('/')) return to
  return base && to.text !== '-' ? { ...base, text: `${base.text}/${to.text}` } : null
}

/** What it says of variables is remembered, where it says nothing else; what is left is the command itself. */
function assigned({ words, assignments }: Simple, variables: Map<string, Value>): readonly Word[] {
  const declared = DECLARING.has(words[0]?.text ?? '') ? words : null
  if (words.length > 0 && !declared)
    return words.flatMap((word): readonly Word[] => (word.type === 'Word' && expand(word, variables)) || [null])
  for (const one of declared ?? assignments) if (one.type === 'Assignment') remember(one, variables)
  return []
}

function remember({ name, value, append, index }: Assignment, variables: Map<string, Value>) {
  const [text] = (value.type === 'Word' && !append && !index && expand(value, variables, true)) || []
  if (text) variables.set(name, text)
  else variables.delete(name)
}

const DECLARING = new Set(['export', 'local', 'readonly', 'declare', 'typeset'])
