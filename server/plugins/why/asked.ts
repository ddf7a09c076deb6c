import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { HotplugError } from '../../errors.ts'

/** A path as somebody typed or pasted it, made absolute; `piece` is what it may be a piece of, null for a whole path. */
export type Asked = { path: string; piece: string | null; line: number | null }

/** `exists`: whether there is anything at a path. What is there is never taken for a path with something behind it. */
type Here = { project: string; home: string; exists: (path: string) => boolean }

/**
 * Takes what people paste: relative to the project, `~`, a file: address, quotes around it, `path:12:3` from an editor
 * or a compiler, blanks with a backslash from a shell, and what hooks are written with. Throws where it can be no path.
 */
export function readAsked(typed: string, here: Here): Asked {
  refuseImpossible(typed)
  const at = (path: string) => resolve(here.project, expanded(path, here.home))
  const given = typed.trim()
  const text = given !== '' && here.exists(at(given)) ? given : unquoted(given)
  if (text === '') throw new HotplugError(422, 'No file was named.', 'Name one: its path, or a piece of it.')
  if (here.exists(at(text))) return { path: at(text), piece: pieceOf(text), line: null }
  const plain = withoutAddress(text)
  const { path, line } = here.exists(at(plain)) ? { path: plain, line: null } : withoutLine(plain)
  const unescaped = here.exists(at(path)) ? path : path.replaceAll(/\\(?=[ ()'"&])/g, '')
  return { path: at(unescaped), piece: pieceOf(unescaped), line }
}

const LONGEST = 4096

function refuseImpossible(typed: string) {
  const refuse = (why: string) => {
    throw new HotplugError(422, why, 'Name the path of one file.')
  }
  if (typed.includes('\0')) refuse('No path can hold the character NUL.')
  if (typed.length > LONGEST) refuse(`A path has at most ${LONGEST} characters, and this has ${typed.length}.`)
  if (!typed.isWellFormed()) refuse('This holds half a character, which no path can.')
}

function unquoted(text: string): string {
  const inner = /^(["'`])(.*)\1$/s.exec(text)?.[2] ?? /^<(.*)>$/s.exec(text)?.[1]
  return inner === undefined ? text : inner.trim()
}

const expanded = (path: string, home: string) => (/^~(?=\/|$)/.test(path) ? join(home, path.slice(1)) : path)

/** `file:///dev/voice/SKILL.md`, and the same as editors give it. A path with a colon in it stays what it is. */
function withoutAddress(text: string): string {
  const editor = /^(?:vscode|vscode-insiders|cursor|windsurf):\/\/file(\/.*)$/is.exec(text)?.[1]
  if (editor !== undefined) return decoded(editor)
  if (/^file:/i.test(text)) return fromFileUrl(text)
  const scheme = /^([a-z][a-z\d+.-]+):(?!\d|$)/i.exec(text)?.[1]
  if (scheme !== undefined && !text.slice(0, scheme.length).includes('.'))
    throw new HotplugError(422, `This is an address (${scheme}:), not the path of a file.`, 'Name a file here.')
  return text
}

function fromFileUrl(text: string): string {
  try {
    return fileURLToPath(text)
  } catch (error) {
    throw new HotplugError(422, 'This file: address leads to no path on this machine.', 'Name the path itself.', error)
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** `SKILL.md:12`, `SKILL.md:12:3`, `SKILL.md(12,3)`, `SKILL.md#L12`. */
function withoutLine(text: string): { path: string; line: number | null } {
  const found =
    /^(.*?[^:/\\])(?::(\d{1,9})(?::\d{1,9})?:?|\((\d{1,9})(?:,\s?\d{1,9})?\)|#L(\d{1,9})(?:-L?\d{1,9})?)$/s.exec(text)
  return found?.[1] === undefined
    ? { path: text, line: null }
    : { path: found[1], line: Number(found[2] ?? found[3] ?? found[4]) }
}

/** What hooks and servers are written with stands for a folder that only Claude Code knows when it runs them. */
const VARIABLE = /^\$\{?[A-Z_]+\}?\//

const pieceOf = (text: string): string | null =>
  /^[/~]/.test(text) ? null : text.replace(VARIABLE, '').replace(/^(?:\.\/)+/, '') || null
