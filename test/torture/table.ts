import type { Outcome, Row } from './row.ts'

/** How many different losses of a row are printed in full. */
const SHOWN = 12

/** 'kill -9    tried 240 (sync, stage 31; …)   lost 0   61.2 s', and below it what was lost, skipped and noticed. */
export function describeRow({ name, lost }: Row, outcome: Outcome, seconds: number): string {
  const total = [...outcome.tried.values()].reduce((sum, times) => sum + times, 0)
  const kinds = [...outcome.tried].map(([kind, times]) => `${kind} ${times}`).join(', ')
  const shown = [...new Set(outcome.lost)]
  return [
    `${name.padEnd(18)} tried ${String(total).padStart(6)}   lost ${outcome.lost.length}   ${seconds.toFixed(1).padStart(6)} s   lost means: ${lost}`,
    ...(kinds === '' ? [] : [`    ${kinds}`]),
    ...outcome.notes.map((note) => `    ${note}`),
    ...outcome.skipped.map((sentence) => `    skipped: ${sentence}`),
    ...shown.slice(0, SHOWN).map((sentence) => `    LOST: ${sentence}`),
    ...(shown.length > SHOWN ? [`    and ${shown.length - SHOWN} more that were lost`] : []),
    '',
  ].join('\n')
}
