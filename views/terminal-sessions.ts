import type { SessionReport } from '../server/plugins/sessions/report.ts'
import type { Holding } from '../server/plugins/sessions/types.ts'
import { STANDINGS } from './session-words.ts'
import { columns, lines } from './terminal.ts'
import { age, count, tilde } from './text.ts'

/** Each running session, and below it what it has otherwise than the disk. */
export const sessions = (reports: readonly SessionReport[]): string =>
  reports.length === 0
    ? lines(['No session of Claude Code is running.'])
    : lines(reports.flatMap((report, index) => [...(index > 0 ? [''] : []), ...sessionLines(report)]))

function sessionLines({ session, holdings }: SessionReport): string[] {
  const { pid, cwd, version, driver, status, startedAt } = session
  const about = [
    `process ${pid}`,
    version === null ? 'version not known' : `Claude Code ${version}`,
    driver,
    status,
    startedAt === null ? null : `up ${age(startedAt)}`,
  ]
  const told = holdings.filter(({ state }) => state !== 'current')
  const current = holdings.length - told.length
  return [
    `${cwd === null ? 'In an unknown folder' : tilde(cwd)}  (${about.filter(Boolean).join(', ')})`,
    ...told.flatMap(holdingLines),
    ...(current > 0 ? [`  ● ${count(current, 'plugin')} as on the disk now.`] : []),
    ...(holdings.length === 0 ? ['  No plugin concerns it.'] : []),
  ]
}

const holdingLines = (holding: Holding): string[] => [
  `  ${STANDINGS[holding.state].mark === 'needs-action' ? '▲' : '○'} ${holding.plugin}: ${holding.sentence}${remedyOf(holding)}`,
  ...columns(holding.files.map(({ change, path, component, remedy }) => [`      ${change}`, path, component, remedy])),
]

function remedyOf({ steps, unless }: Holding): string {
  const words = steps.map(({ command, text }) => command ?? text).join(', then ')
  if (words === '') return unless === null ? '' : ` (${unless})`
  return ` Do: ${words}${unless === null ? '' : `, ${unless}`}`
}
