import type { Loaded } from '../server/loading/load.ts'
import { spelled } from './text.ts'

/** What became of one plugin: its group, and what happened as a sentence. */
export const loadedLine = ({ group, message }: Loaded) => `${group}: ${spelled(message)}\n`

export function loadedLines(loaded: readonly Loaded[]): string {
  const isNew = loaded.some(({ outcome }) => outcome === 'loaded')
  return loaded.map(loadedLine).join('') + (isNew ? 'Running sessions have it after /reload-plugins.\n' : '')
}
