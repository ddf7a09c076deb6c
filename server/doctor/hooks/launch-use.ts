import { isAbsolute, normalize, resolve } from 'node:path'
import { isInside } from '../../trees/inside.ts'
import type { Surroundings, Use } from './script.ts'
import type { Word } from './shell-commands.ts'
import type { Value } from './shell-values.ts'
import type { Program } from './types.ts'

type Using = { tested: ReadonlySet<string>; runner: Program | null } & Pick<
  Surroundings,
  'meant' | 'root' | 'written' | 'variables'
>

/** A word of a command as the file that it leads to; null where nobody can tell which. */
export function useOf(word: Value, base: Word, { tested, runner, meant, ...around }: Using): Use | null {
  const use = { written: asWritten(word, around), isOptional: tested.has(word.text), runner }
  if (isAbsolute(word.text)) return { ...use, path: normalize(word.text), via: viaOf(word, around) }
  if (!base) return null
  const via = isAbsolute(base.text) ? viaOf(base, around) : 'session folder'
  return { ...use, path: resolve(meant, base.text, word.text), via }
}

const SPELLED = {
  root: `\${CLAUDE_PLUGIN_ROOT}`,
  data: `\${CLAUDE_PLUGIN_DATA}`,
  project: '$CLAUDE_PROJECT_DIR',
  home: '~',
}

/** With the variable that it begins with: what is told of it is the same wherever the plugin lies. */
function asWritten(word: Value, around: Pick<Surroundings, 'variables' | 'root' | 'written'>): string {
  const via = isAbsolute(word.text) ? viaOf(word, around) : 'absolute path'
  if (via === 'absolute path') return word.text
  const start = [...around.variables.values()].find((value) => value.via === via)?.text ?? ''
  return word.text.startsWith(start) ? SPELLED[via] + word.text.slice(start.length) : word.text
}

/** A path in the text that a shell is given to carry out was replaced before, unless it is spelled out there. */
export function viaOf({ text, via }: Value, { root, written }: Pick<Surroundings, 'root' | 'written'>) {
  if (via !== 'written') return via
  return root !== null && isInside(normalize(text), root) && !written.includes(root) ? 'root' : 'absolute path'
}
