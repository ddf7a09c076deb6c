import type { Inventory, Plugin, Problem } from '../server/claude/types.ts'
import type { DiffReport } from '../server/plugins/diff.ts'
import type { InSession } from '../server/plugins/in-sessions.ts'
import type { SyncResult } from '../server/plugins/sync.ts'
import type { Action, FileRow, PluginStatus, Status } from '../server/plugins/types.ts'
import { whatIsLeftInWords } from './in-sessions.ts'
import { age, count, duration, spelled, tilde } from './text.ts'

/** The same models as the pages show, for a terminal: plain text, columns, no colours, nothing that moves the cursor. */

export function status(
  rows: readonly PluginStatus[],
  inventory: Pick<Inventory, 'program' | 'problems' | 'configDir'>,
): string {
  const table = rows.map(({ status, word, plugin, remedy, watch }) => [
    `${SHAPES[status]} ${word}`,
    plugin.id,
    `${PLACES[plugin.loaded.how]} ${tilde(plugin.loaded.path)}`,
    plugin.version ?? '–',
    remedy === 'none' ? '' : remedy,
    watch.state === 'off' ? '' : `on save: ${watch.state}`,
  ])
  return lines([
    ...(rows.length > 0 ? columns(table) : [`No plugins are installed in ${tilde(inventory.configDir)}.`]),
    ...rows.flatMap(watchLine),
    ...rows.flatMap(({ plugin }) => suggestionLine(plugin)),
    ...(inventory.program === null ? ['', 'No claude was found; this comes from its files alone.'] : []),
    ...problemLines(inventory.problems),
  ])
}

export function diff(report: DiffReport): string {
  if (report.patch !== undefined) return report.patch
  const changed = report.files.filter((file) => file.state !== 'same')
  if (changed.length === 0) return lines([report.sentence])
  return lines([
    ...columns(
      changed.map(({ path, state, edited, component, remedy }) => [
        LETTERS[state],
        path,
        EDITED[edited ?? 'source'],
        component,
        remedy,
      ]),
    ),
    '',
    `${count(changed.length, 'file')} of ${count(report.files.length, 'file')}. ${report.sentence}`,
  ])
}

/** `sessionsOf`: the running sessions that had a plugin loaded before it was synced. */
export function sync(
  results: readonly SyncResult[],
  sessionsOf: (id: string) => readonly InSession[] = () => [],
): string {
  if (results.length === 0) return lines(['Nothing drifts.'])
  return lines(
    results.flatMap(({ id, message, plan, done, steps, action }) => [
      `${id}: ${message}`,
      ...(done ? [] : (plan?.operations.map((operation) => `  ${OPERATIONS[operation.do]} ${operation.path}`) ?? [])),
      ...(plan?.warnings.map((warning) => `  Note: ${warning.message}`) ?? []),
      ...(plan ? leftOut(plan.skipped.map(({ message }) => message)) : []),
      ...(done && plan?.direction === 'to-loaded'
        ? [
            `  ${whatIsLeftInWords(
              sessionsOf(id),
              steps.map((step) => step.command ?? step.text),
            )}`,
          ]
        : []),
      ...(action === null ? [] : [`  hotplug undo ${action} takes it back.`]),
    ]),
  )
}

/** A sync that is done is not all of it where something was left out. */
const leftOut = (messages: readonly string[]): string[] => [
  ...messages.slice(0, MOST_LEFT_OUT).map((message) => `  Left out: ${message}`),
  ...(messages.length > MOST_LEFT_OUT ? [`  and ${messages.length - MOST_LEFT_OUT} more that were left out`] : []),
]

const MOST_LEFT_OUT = 5

export function history(actions: readonly Action[]): string {
  if (actions.length === 0) return lines(['Nothing was done yet.'])
  return lines(
    columns(
      actions.map((action) => [
        String(action.id),
        age(action.at),
        action.plugin,
        [action.summary, action.error ?? '', action.undoneBy === null ? '' : `(undone by ${action.undoneBy})`]
          .filter(Boolean)
          .join(' '),
        action.durationMs === null ? action.state : duration(action.durationMs),
      ]),
    ),
  )
}

const watchLine = ({ plugin, watch }: PluginStatus) =>
  watch.state === 'off' || watch.state === 'up to date' ? [] : [`${plugin.id}, on save: ${watch.sentence}`]

const suggestionLine = ({ id, suggestion }: Plugin) =>
  suggestion === null
    ? []
    : [`Do you edit ${id} in ${tilde(suggestion.path)}? Then: hotplug link ${id} ${tilde(suggestion.path)}`]

const SHAPES: Record<Status, string> = {
  live: '●',
  drifted: '◐',
  'cache-edited': '◆',
  'needs-action': '▲',
  problem: '✕',
  'not-loaded': '○',
}

const PLACES = {
  'in-place': 'in place',
  cache: 'cache',
  link: 'link',
  'skills-dir': 'skills folder',
  missing: 'missing',
}
const LETTERS: Record<FileRow['state'], string> = { same: ' ', modified: 'M', added: 'A', removed: 'D' }
/** What stays unsaid is edited in the source, as usual. */
const EDITED = { source: '', cache: 'edited in the cache', both: 'edited on both sides' }
const OPERATIONS = { write: 'write ', link: 'link  ', chmod: 'mode  ', remove: 'remove' }

const problemLines = (problems: readonly Problem[]): string[] =>
  problems.length === 0
    ? []
    : [
        '',
        `${count(problems.length, 'problem')}:`,
        ...problems.map((problem) => `  ${problem.file}${placeOf(problem)}: ${problem.message}`),
      ]

const placeOf = ({ line, column }: Problem) =>
  line === undefined ? '' : `:${line}${column === undefined ? '' : `:${column}`}`

/** Each column as wide as its widest cell. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const shown = rows.map((row) => row.map((cell) => spelled(cell)))
  const widths = shown.reduce<number[]>(
    (most, row) => row.map((cell, index) => Math.max(most[index] ?? 0, [...cell].length)),
    [],
  )
  return shown.map((row) =>
    row
      .map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - [...cell].length))
      .join('  ')
      .trimEnd(),
  )
}

export const lines = (all: readonly string[]) => `${all.map((line) => spelled(line)).join('\n')}\n`
