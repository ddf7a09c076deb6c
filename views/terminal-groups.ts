import type { GroupPlugin, GroupRow, GroupsModel } from '../server/loading/groups.ts'
import { spelled, tilde } from './text.ts'

/** Every group with its plugins, for a terminal. */
export const groups = ({ on, groups, problems }: GroupsModel): string =>
  [
    ...(on ? [] : ['All groups are switched off. `hotplug groups on` switches them on.', '']),
    ...groups.flatMap((row) => [...linesOf(row), '']),
    ...problems.map(({ file, line, message }) => `${tilde(file)}${line ? `:${line}` : ''}: ${spelled(message)}`),
  ]
    .join('\n')
    .replace(/\n*$/, '\n')

export const group = (row: GroupRow): string => `${linesOf(row).join('\n')}\n`

export const switched = (on: boolean): string =>
  on ? 'All groups are switched on: each does what was chosen for it.\n' : 'All groups are switched off.\n'

const linesOf = (row: GroupRow): string[] => [
  `${row.name} (${row.state})  ${spelled(row.says)}`,
  ...row.plugins.map((plugin) => `  ${spelled(plugin.id)}  ${wordsOn(plugin)}`),
  ...row.candidates.map(({ id, why }) => `  perhaps ${spelled(id)}: ${spelled(why)}`),
  ...row.candidates
    .slice(0, 1)
    .map(({ id }) => `  \`hotplug groups set ${row.name} auto --plugin ${spelled(id)}\` takes it.`),
]

const wordsOn = ({ exists, installed, enabled, approved, refused }: GroupPlugin) =>
  [
    exists ? 'offered' : 'offered nowhere',
    ...(installed ? [enabled ? 'installed, enabled' : 'installed, not enabled'] : ['not installed']),
    approved ? 'approved' : 'not approved',
    ...(refused === null ? [] : [`refused here: ${spelled(refused)}`]),
  ].join(', ')
