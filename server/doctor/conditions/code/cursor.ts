import { NotUnderstood } from '../program.ts'
import type { CodeToken } from './tokens.ts'

export type Cursor = ReturnType<typeof openCursor>

/** Where a reader stands among the tokens. `depth`: of expressions within one another. */
export function openCursor(tokens: readonly CodeToken[], language: 'javascript' | 'python') {
  const state = { at: 0, depth: 0 }
  const now = (): CodeToken => tokens[state.at] ?? END
  const is = (...texts: readonly string[]) => WORDS.has(now().kind) && texts.includes(now().text)

  /** What stands here, which is passed. */
  function pass(): CodeToken {
    const token = now()
    state.at++
    return token
  }

  function take(text: string): boolean {
    if (!is(text)) return false
    state.at++
    return true
  }

  function expect(text: string) {
    if (!take(text)) throw new NotUnderstood()
  }

  /** Past the bracket that closes the one that stands here. */
  function passBrackets() {
    let open = 0
    do {
      if (now().kind === 'end') throw new NotUnderstood()
      if (is('(', '[', '{')) open++
      if (is(')', ']', '}')) open--
      state.at++
    } while (open > 0)
  }

  const next = (): CodeToken => tokens[state.at + 1] ?? END
  return { state, python: language === 'python', language, now, next, is, pass, take, expect, passBrackets }
}

const END: CodeToken = { kind: 'end', text: '', line: 0, fresh: true }
const WORDS: ReadonlySet<CodeToken['kind']> = new Set(['sign', 'name'])
