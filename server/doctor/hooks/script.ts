import { realpathSync, type Stats, statSync } from 'node:fs'
import { isInside } from '../../trees/inside.ts'
import { findProgram, mayBeRun } from './find-program.ts'
import { interpreterOf } from './script-interpreter.ts'
import { firstCarriageReturn, LARGEST_SCRIPT, readBeginning, textOf } from './script-text.ts'
import type { Variables } from './shell-values.ts'
import { checkSyntax } from './syntax.ts'
import type { Program, Script } from './types.ts'

/** How a command uses a file. `runner`: what it is given to; null where it is started itself. */
export type Use = Pick<Script, 'written' | 'path' | 'via' | 'isOptional'> & { runner: Program | null }

/**
 * `root`: the plugin's, of which no path may lead out; null where no plugin is concerned. `meant`: the folder that
 * relative paths were most likely written for. `written`: the command, as the file has it.
 */
export type Surroundings = {
  root: string | null
  meant: string
  form: 'exec' | 'shell'
  searchPath: string
  written: string
  variables: Variables
}

/** The file as it is now, and whether it could run. Nothing of it is carried out. */
export async function scriptOf({ runner, ...use }: Use, around: Surroundings): Promise<Script> {
  const direct = runner === null
  const stats = statOf(use.path)
  const state = leaves(use, around) ? 'leaves the plugin' : stateOf(stats)
  const bytes = stats && state === 'file' ? readBeginning(use.path, stats) : null
  const absent = {
    ...use,
    direct,
    executable: false,
    ...NOTHING_READ,
    interpreter: runner,
    modifiedAt: stats?.mtimeMs ?? null,
  }
  if (!stats || !bytes) return { ...absent, state: stats?.isFile() && state === 'file' ? 'unreadable' : state }
  const text = textOf(bytes)
  const shebang = text === null ? null : (/^#!\s*([^\n\r]*)/.exec(text)?.[1]?.trim() ?? null)
  const interpreter = runner ?? (text === null ? null : interpreterOf(shebang, around))
  return {
    ...absent,
    state,
    executable: mayBeRun(stats.mode),
    shebang,
    interpreter,
    opening: { binary: text === null, byteOrderMark: text?.startsWith('\uFEFF') ?? false },
    carriageReturn: text === null ? null : firstCarriageReturn(text),
    syntax: await syntaxOf(text, stats, interpreter, use.path, around),
  }
}

const NOTHING_READ = {
  shebang: null,
  opening: { binary: false, byteOrderMark: false },
  carriageReturn: null,
  syntax: { state: 'not checked' as const, why: 'There is no file of the plugin to look into.' },
}

/** Only a program of the search path is asked: a first line may name whatever lies somewhere, and that would run. */
function syntaxOf(text: string | null, { size }: Stats, by: Program | null, path: string, around: Surroundings) {
  const interpreter = by && findProgram(by.word, around.searchPath)
  if (text !== null && size <= LARGEST_SCRIPT && by && interpreter)
    return checkSyntax({ text, path, interpreter, word: by.word, root: around.root }, around)
  if (text === null) return notChecked('It is no text.')
  if (size > LARGEST_SCRIPT) return notChecked('It is larger than Hotplug reads of a script.')
  return notChecked(by ? `${by.word} is not here to be asked.` : 'It is not known what runs it.')
}

const notChecked = (why: string) => ({ state: 'not checked' as const, why })

function statOf(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null
  } catch {
    return null
  }
}

const stateOf = (stats: Stats | null) =>
  stats === null ? 'missing' : stats.isDirectory() ? 'folder' : stats.isFile() ? 'file' : 'unreadable'

/** Only a path from CLAUDE_PLUGIN_ROOT can leave it: others never were inside. */
function leaves({ path, via }: Pick<Use, 'path' | 'via'>, { root }: Surroundings) {
  if (root === null || via !== 'root') return false
  return !isInside(path, root) || !isInside(real(path), real(root))
}

function real(path: string) {
  try {
    return realpathSync.native(path)
  } catch {
    return path
  }
}
