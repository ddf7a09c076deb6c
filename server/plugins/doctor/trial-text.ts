import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readText } from '../../claude/text.ts'
import type { Definition } from '../../doctor/definitions/types.ts'
import { HotplugError } from '../../errors.ts'

const LARGEST = 1024 * 1024

/** The file as it is now; refuses what nobody could try. */
export function textToTry({ file }: Pick<Definition, 'file'>): string {
  const read = readText(file, LARGEST, null)
  if (read.state === 'text') return read.text
  if (read.state === 'unreadable' && read.why === 'is not UTF-8 text')
    return readFileSync(file, 'utf8').slice(0, LARGEST)
  const why = read.state === 'missing' ? 'is not there any more' : read.why
  throw new HotplugError(422, `${file} ${why}.`, 'Look at the list of definitions again.')
}

export const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)
