import type { FileDelta } from '../../trees/types.ts'

/** A file that changed this recently may be half written (milliseconds): less than the time saves are given to settle. */
const WARM = 15

/** The clock of a file system far ahead of ours says nothing. */
const SAME_CLOCK = 1000

/** How the source shows a file: an editor that truncates before it writes leaves it empty for a moment. */
export function seenAs({ source, loaded }: FileDelta): 'there' | 'gone' | 'empty' {
  if (source === null) return 'gone'
  return source.kind === 'file' && source.size === 0 && loaded !== null && loaded.size > 0 ? 'empty' : 'there'
}

export const isWarm = ({ source }: FileDelta, now: number) =>
  source !== null &&
  source.kind === 'file' &&
  Math.abs(now - source.ctimeMs) < (source.ctimeMs > now ? SAME_CLOCK : WARM)

/** What the source holds where it differs, as one text: equal as long as nobody has saved anything there. */
export const sourcePrint = (deltas: readonly FileDelta[]) =>
  deltas
    .map(({ path, source }) =>
      source === null ? `${path} gone` : `${path} ${source.ino} ${source.size} ${source.mtimeMs} ${source.ctimeMs}`,
    )
    .join('\n')
