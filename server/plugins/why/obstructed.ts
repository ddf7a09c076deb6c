import { pathBelow } from '../../trees/inside.ts'
import type { Answering } from './context.ts'

/** What this user may not look at, and what is no file at all. */
export const obstructedAnswer: Answering = ({ disk, path, panel }) => {
  if (disk.kind === 'special')
    return {
      answer: 'This is a pipe, a socket or a device, not a file: Claude Code leaves it out, and so does a sync.',
    }
  if (disk.kind !== 'refused') return null
  const isOurs = pathBelow(panel.config.home, path) !== null
  return {
    answer: isOurs
      ? 'This user may not read it, so neither may Claude Code as the same user. Change its permissions, then ask again.'
      : 'It belongs to somebody else, and this user may not read it. Claude Code reads what its own user may read, so ask there.',
  }
}
