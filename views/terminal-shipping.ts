import type { ShipRun } from '../server/plugins/doctor/shipping/types.ts'
import { AS, STATES, verdictOf } from './shipping-words.ts'
import { lines } from './terminal.ts'
import { count } from './text.ts'

/** What people would get who install the plugin. */
export function shipping(run: ShipRun): string {
  if (run.state !== 'done')
    return lines([run.state === 'failed' ? `${run.message} ${run.next}`.trim() : 'It is under way.'])
  const { shipped } = run
  const { word, sentence } = verdictOf(shipped)
  return lines([
    `${run.id} ${shipped.version}, installed ${AS[shipped.way]} into a folder of its own`,
    '',
    ...shipped.files.map(({ state, path, why }) => `  ${STATES[state].word.padEnd(18)}${path}  ${why}`),
    ...(shipped.more > 0 ? [`  and ${count(shipped.more, 'more file')}`] : []),
    ...shipped.errors.map((said) => `  Claude Code says    ${said}`),
    ...shipped.findings.map(
      ({ below, line, message }) => `  Breaks            ${below}${line === null ? '' : `:${line}`}  ${message}`,
    ),
    ...shipped.secrets.map((name) => `  Secrets?          ${name} arrives with it`),
    ...(shipped.packages ? [`  Packages          ${shipped.packages.sentence}`] : []),
    '',
    `${word}: ${sentence}`,
  ])
}
