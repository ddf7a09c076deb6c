import { basename } from 'node:path'
import { findProgram } from './find-program.ts'
import type { Launch, Program } from './types.ts'

/** A shell that finds no first line of that kind carries the file out itself; the system alone refuses it. */
export function interpreterOf(
  shebang: string | null,
  { form, searchPath }: { form: Launch['form']; searchPath: string },
): Program | null {
  if (shebang === null || shebang === '')
    return form === 'shell' ? { word: 'sh', path: findProgram('sh', searchPath) } : null
  const [first = '', ...rest] = shebang.split(/\s+/)
  if (basename(first) !== 'env') return { word: basename(first), path: findProgram(first, '') }
  const word = rest.find((argument) => !argument.startsWith('-') && !argument.includes('=')) ?? ''
  return { word: basename(word), path: findProgram(word, searchPath) }
}
