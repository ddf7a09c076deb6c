import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { LexiconData } from '../../autoload/lexicon.ts'
import type { Group } from '../../autoload/types.ts'

/** What prompts and projects are compared with. Only one of them is needed for an event. */
export type Vocabulary = {
  prompt: () => LexiconData
  project: () => readonly Group[]
  /** Whether the user changed groups.yaml since this was made. */
  isStale: () => boolean
}

/** From the files beside the generated hook, which are plain ASCII: such bytes are read the fastest. */
export function vocabularyIn(folder: string, stateDir: string): Vocabulary {
  let of: unknown
  const read = (name: string) => {
    const made = JSON.parse(readFileSync(join(folder, name), 'latin1'))
    of = made.of
    return made
  }
  return {
    prompt: () => read('prompt.json').data,
    project: () => read('project.json').groups,
    isStale: () => of !== undefined && of !== stampOf(stateDir),
  }
}

/** Changes when the user's groups.yaml does. */
export function stampOf(stateDir: string): string {
  const stats = statSync(join(stateDir, 'groups.yaml'), { throwIfNoEntry: false })
  return stats ? `${stats.size} ${stats.mtimeMs}` : 'none'
}

export const asAscii = (value: unknown): string =>
  JSON.stringify(value).replaceAll(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
