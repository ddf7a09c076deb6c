import type { EmptyingReport, ReportedAction, TrashReport } from '../server/plugins/trash/report.ts'
import type { Restored } from '../server/plugins/trash/restore.ts'
import { columns, lines } from './terminal.ts'
import { age, count, size } from './text.ts'

const MOST_SHOWN = 60

/** What the trash holds; of one action its files too. */
export function trash({ actions, count: all, bytes, limits, strangers, problem, folder }: TrashReport): string {
  if (problem !== null) return lines([problem])
  if (all === 0 && strangers.length === 0) return lines(['The trash is empty.'])
  const shown = actions.slice(0, MOST_SHOWN)
  const [only] = actions
  return lines([
    ...columns(shown.map(row)),
    ...(actions.length > shown.length ? [`and ${count(all - shown.length, 'older action')}`] : []),
    ...(actions.length === 1 && only ? filesOf(only) : []),
    '',
    `${count(all, 'action')}, ${size(bytes)} of ${size(limits.bytes)}; kept for ${count(limits.days, 'day')}.`,
    ...(actions.length > 0
      ? ['`hotplug trash restore ACTION [FILE…]` puts it back, `hotplug trash empty` removes it.']
      : []),
    ...strangers.map(({ name, message }) => `${folder}/${name}: ${message}`),
  ])
}

export const restored = ({ message, action }: Restored): string =>
  lines([message, ...(action === null ? [] : [`  hotplug undo ${action} takes it back.`])])

/** What would be removed for good. */
export function emptying({ actions, count: all, bytes, stays }: EmptyingReport): string {
  const kept = stays > 0 ? [`${count(stays, 'action')} under way, so what they left stays.`] : []
  if (all === 0) return lines(['There is nothing in the trash that could be removed.', ...kept])
  return lines([
    ...columns(actions.map(row)),
    ...(all > actions.length ? [`and ${count(all - actions.length, 'older action')}`] : []),
    ...kept,
    '',
    `Removes what ${count(all, 'action')} left in the trash, ${size(bytes)}. This cannot be undone.`,
  ])
}

const row = ({ action, token, at, plugin, summary, files, bytes, problem }: ReportedAction) => [
  String(action ?? token),
  age(at),
  plugin ?? '',
  summary,
  files === 0 ? '' : count(files, 'file'),
  problem ?? size(bytes),
]

const filesOf = ({ kept }: ReportedAction) => [
  '',
  ...columns(
    kept.map(({ path, what, kind, bytes, files }) => [
      `  ${WORDS[what]}`,
      path,
      kind === 'folder' ? count(files, 'file') : kind === 'link' ? 'a link' : '',
      what === 'mode' ? '' : size(bytes),
    ]),
  ),
]

const WORDS = { replaced: 'replaced', removed: 'removed', mode: 'permissions' }
