import type { ReportedRow } from '../server/plugins/probe/report.ts'
import type { Probed } from '../server/plugins/probe/run.ts'
import type { ProbeProgress, ProbeRow } from '../server/probe/types.ts'
import { columns, lines } from './terminal.ts'
import { count, duration, spelled } from './text.ts'

/** What was measured, beside what Hotplug would have said. */
export function probed(result: Probed, rows: readonly ReportedRow[]): string {
  const differing = rows.filter(({ state }) => state === 'differs').length
  return lines([
    ...(rows.length > 0 ? [...columns([HEAD, ...rows.map(cells)]), '', LEGEND] : []),
    ...rows.flatMap(({ kind, mode, note }) => (note === undefined ? [] : [`${kind} (${WHERE[mode]}): ${note}`])),
    ...result.failed.map(({ cell, why }) => `Not measured: ${cell.kind} (${WHERE[cell.mode]}): ${why}`),
    '',
    `${rows.length} of ${count(result.asked, 'kind')} measured with Claude Code ${result.version}, in ${duration(result.ms)}.`,
    differing === 0
      ? 'None differs from the rules that Hotplug ships.'
      : `${differing} ${differing === 1 ? 'differs' : 'differ'} (≠) from the rules that Hotplug ships; for this version what was measured here holds.`,
    ...(result.cancelled ? ['It was stopped. What was measured is kept: run it again to go on.'] : []),
  ])
}

/** '3 of 10  skill-desc (directory): 2 /reload-skills, about 40 s left' */
export const probeRow = ({ mode, kind, least_action }: ProbeRow, progress: ProbeProgress | null): string =>
  lines([`${progress ? `${howFar(progress)}  ` : ''}${kind} (${WHERE[mode]}): ${least_action}${leftOf(progress)}`])

/** For a terminal, one line that takes the place of the one before. */
export const probeStep = (progress: ProbeProgress): string =>
  spelled(`${howFar(progress)}${progress.step === '' ? '' : `, ${progress.step}`}${leftOf(progress)}`)

const HEAD = ['', 'where', 'what was edited', 'least that was enough', 'Hotplug ships']
const LEGEND = 'The steps are done in the order of their numbers, each on top of those before.'
const WHERE: Readonly<Record<ProbeRow['mode'], string>> = {
  D: 'directory',
  G: 'git, in cache',
  P: '--plugin-dir',
  S: 'skills folder',
  J: 'project, user',
}
const MARKS: Readonly<Record<ReportedRow['state'], string>> = {
  agrees: '✓',
  differs: '≠',
  'teaches nothing': '–',
  unknown: '?',
}

const cells = ({ state, mode, kind, least_action, shipped }: ReportedRow) => [
  MARKS[state],
  WHERE[mode],
  kind,
  least_action,
  shipped ?? '',
]

const howFar = ({ done, total }: ProbeProgress) => `${done} of ${total}`

function leftOf(progress: ProbeProgress | null): string {
  if (progress?.left == null || progress.done === progress.total) return ''
  const seconds = Math.max(1, Math.round(progress.left / 1000))
  return `, about ${seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`} left`
}
