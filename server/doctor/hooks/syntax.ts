import { createHash } from 'node:crypto'
import { ask } from './syntax-ask.ts'
import { type Dialect, dialectOf } from './syntax-dialects.ts'
import type { Script } from './types.ts'

export type Syntax = Script['syntax']

/** A text that an interpreter would carry out: `word` as the interpreter is called, `interpreter` where it lies. */
export type Checked = { text: string; path: string; word: string; interpreter: string; root: string | null }

/**
 * Asks the interpreter whether it understands a script, without carrying anything of it out: `bash -n` and its like,
 * `node --check`, and for Python what `py_compile` does before it writes. The text goes to its standard input, so what
 * was checked is what was read, and no file is written beside the script. The same text is asked about only once.
 */
export function checkSyntax(checked: Checked, { searchPath }: { searchPath: string }): Promise<Syntax> {
  const dialect = dialectOf(checked)
  if ('why' in dialect) return Promise.resolve({ state: 'not checked', why: dialect.why })
  const key = digest([checked.interpreter, searchPath, dialect.name, checked.text])
  const known = REMEMBERED.get(key)
  if (known) return known
  if (waiting.length >= MOST_WAITING)
    return Promise.resolve({ state: 'not checked', why: 'Too many others are waiting.' })
  const asked = inTurn(() => understood(dialect, checked, searchPath))
  REMEMBERED.set(key, asked)
  if (REMEMBERED.size > MOST_REMEMBERED) REMEMBERED.delete(REMEMBERED.keys().next().value ?? '')
  void asked.then((syntax) => syntax.state === 'not checked' && REMEMBERED.delete(key))
  return asked
}

const REMEMBERED = new Map<string, Promise<Syntax>>()
const MOST_REMEMBERED = 2000

const digest = (parts: readonly string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex')

/** One way after the other (a script may be a module or not): what one of them understands is right. */
async function understood(dialect: Dialect, { text, interpreter }: Checked, searchPath: string): Promise<Syntax> {
  let last: Syntax = { state: 'not checked', why: 'There is no way to ask.' }
  for (const args of dialect.attempts) {
    const said = await ask(interpreter, args, text, searchPath)
    if ('why' in said) return { state: 'not checked', why: said.why }
    if (said.code === 0) return { state: 'ok' }
    const wrong = dialect.complaint(said.complaint)
    if (!wrong) return { state: 'not checked', why: 'Its interpreter could not be asked.' }
    last = { state: 'wrong', ...wrong }
  }
  return last
}

const AT_ONCE = 2
/** One place with hundreds of scripts would keep all others waiting. */
const MOST_WAITING = 60
let running = 0
const waiting: (() => void)[] = []

/** Few at a time, however many scripts there are: whoever works on this machine comes first. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}
