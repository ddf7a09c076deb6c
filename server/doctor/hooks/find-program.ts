import { statSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'

/** Where a program is: on the search path, or as it is written. Null when it is nowhere, or may not be run. */
export function findProgram(word: string, searchPath: string): string | null {
  if (isAbsolute(word)) return isExecutable(word) ? word : null
  const folders = searchPath.split(delimiter).filter((folder) => isAbsolute(folder))
  return folders.flatMap((folder) => NAMES(word).map((name) => join(folder, name))).find(isExecutable) ?? null
}

export const mayBeRun = (mode: number): boolean => IS_WINDOWS || (mode & 0o111) !== 0

const IS_WINDOWS = process.platform === 'win32'
const NAMES = (word: string) => (IS_WINDOWS ? [`${word}.exe`, `${word}.cmd`, `${word}.bat`, word] : [word])

function isExecutable(path: string) {
  try {
    const stats = statSync(path)
    return stats.isFile() && mayBeRun(stats.mode)
  } catch {
    return false
  }
}
