import { basename } from 'node:path'
import type { Script } from '../hooks/types.ts'
import type { ScriptLanguage } from './types.ts'

const LANGUAGES: readonly (readonly [RegExp, ScriptLanguage])[] = [
  [/^(?:ba|da|z|k|a)?sh$/, 'shell'],
  [/^(?:node|nodejs|bun|deno|tsx|ts-node)$/, 'javascript'],
  [/^(?:python|pypy)(?:[\d.]*)$|^uv$|^uvx$/, 'python'],
]

/** What a script is written in, by what runs it; a script that says nothing is run by the shell. Null: something else. */
export function languageOf({
  interpreter,
  shebang,
  opening,
}: Pick<Script, 'interpreter' | 'shebang' | 'opening'>): ScriptLanguage | null {
  if (opening.binary) return null
  const word = basename(interpreter?.word ?? '')
  const found = LANGUAGES.find(([pattern]) => pattern.test(word))
  if (found) return found[1]
  return interpreter === null && shebang === null ? 'shell' : null
}
