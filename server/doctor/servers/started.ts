import { statSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import { fieldOf } from '../../claude/json.ts'
import { joinPath } from '../../reload/components/files.ts'
import type { NamedFile, Program } from './types.ts'
import { replaced } from './variables.ts'

export type Surroundings = { root: string | null; values: ReadonlyMap<string, string>; searchPath: string }

/** What a server's command is looked for as; nothing is started. */
export function programOf(config: unknown, { root, values, searchPath }: Surroundings): Program | null {
  const command = fieldOf(config, 'command')
  if (typeof command !== 'string' || command === '') return null
  const word = replaced(command, values)
  if (word === null) return null
  const found = (state: Program['state']): Program => ({ written: command, state })
  if (isAbsolute(word))
    return root !== null && word.startsWith(`${root}/`) ? ownProgram(word, found) : found(stateOf(word))
  if (word.includes('/')) return found('relative')
  const states = searchPath.split(delimiter).flatMap((folder) => (folder === '' ? [] : [stateOf(join(folder, word))]))
  return found(states.includes('found') ? 'found' : 'missing')
}

/** One of the plugin's own that is missing is told as a file that is. */
function ownProgram(path: string, found: (state: Program['state']) => Program): Program | null {
  const state = stateOf(path)
  return state === 'missing' ? null : found(state)
}

/** Files of the plugin that command and arguments name: below its root, or as if a session were started there. */
export function filesNamed(config: unknown, root: string | null): readonly NamedFile[] {
  if (root === null) return []
  const words = wordsOf(config)
  const isElsewhere = words.some(({ text }) => ROOT.test(text) && isFolder(join(root, text.replace(ROOT, ''))))
  return words.flatMap(({ at, text }) => {
    if (ROOT.test(text)) return SCRIPT.test(text) || at === 'command' ? [below(at, text, root)] : []
    return isElsewhere ? [] : inSession(at, text, root)
  })
}

function below(at: string, text: string, root: string): NamedFile {
  const path = join(root, text.replace(ROOT, ''))
  if (joinPath('', text.replace(ROOT, '').replace(/^\/+/, '')) === null)
    return { at, written: text, path, from: 'root', state: 'leaves the plugin' }
  return { at, written: text, path, from: 'root', state: kindOf(path) }
}

function inSession(at: string, text: string, root: string): readonly NamedFile[] {
  const written = text.replace(UNBRACED, '')
  const isPath = at === 'command' ? text.includes('/') : SCRIPT.test(text)
  const inside = text.startsWith('-') || !isPath || isAbsolute(written) ? null : joinPath('', written)
  if (inside === null || text.includes('${')) return []
  const path = join(root, inside)
  return kindOf(path) === 'file' ? [{ at, written: text, path, from: 'session', state: 'file' }] : []
}

function wordsOf(config: unknown): readonly { at: string; text: string }[] {
  const args = fieldOf(config, 'args')
  const all = [fieldOf(config, 'command'), ...(Array.isArray(args) ? args.slice(0, 100) : [])]
  return all.flatMap((text, index) =>
    typeof text === 'string' && text.length < 4096 ? [{ at: index === 0 ? 'command' : `args.${index - 1}`, text }] : [],
  )
}

const ROOT = /^\$\{CLAUDE_PLUGIN_ROOT\}(?=\/|$)/
/** Not replaced without its braces: the file is looked for in a folder of that name. */
const UNBRACED = /^\$CLAUDE_PLUGIN_ROOT\//
const SCRIPT = /\.(?:[cm]?[jt]s|py|rb|sh|bash|php|pl|lua|jar|dll|exe|wasm)$/i

function kindOf(path: string): NamedFile['state'] {
  const stats = statOf(path)
  if (!stats) return 'missing'
  return stats.isDirectory() ? 'folder' : 'file'
}

const isFolder = (path: string) => statOf(path)?.isDirectory() === true

function stateOf(path: string): Program['state'] {
  const stats = statOf(path)
  if (!stats?.isFile()) return 'missing'
  return process.platform === 'win32' || stats.mode & 0o111 ? 'found' : 'not executable'
}

function statOf(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null
  } catch {
    return null
  }
}
