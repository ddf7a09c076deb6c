import type { ClearReport } from '../server/plugins/cache/clear-report.ts'
import { columns, lines } from './terminal.ts'
import { count, size } from './text.ts'

type Folder = ClearReport['folders'][number]

/** What would go and what stays, each with its size and why. Of named folders only what bears the name is told. */
export function clearPlan({ folders, message }: ClearReport, names: readonly string[]): string {
  const going = folders.filter(({ chosen }) => chosen)
  const staying = folders.filter((folder) => !folder.chosen && (names.length === 0 || isNamed(folder, names)))
  return lines([
    message,
    ...rows(going),
    ...(staying.length > 0 ? [`${going.length > 0 ? 'Stays' : 'There is'}: ${count(staying.length, 'folder')}.`] : []),
    ...rows(staying),
  ])
}

export const clearQuestion = ({ clearing: { plan } }: ClearReport): string =>
  `Clear ${count(plan?.items.length ?? 0, 'folder')}, ${size(plan?.bytes ?? 0)}? They go to the trash, and hotplug undo puts them back.`

export function cleared({ message, cleared }: ClearReport): string {
  if (cleared === null) return lines([message])
  return lines([
    message,
    ...cleared.left.map(({ path, why }) => `  ${path} stayed: ${why}`),
    `  hotplug undo ${cleared.action} puts them back.`,
  ])
}

const rows = (folders: readonly Folder[]) =>
  columns(
    folders
      .toSorted((one, other) => other.bytes - one.bytes)
      .map(({ kind, bytes, name, why }) => [kind === 'link' ? '  link' : `  ${size(bytes)}`, name, why]),
  )

const isNamed = ({ name, id, plugin }: Folder, names: readonly string[]) =>
  names.some((one) => one === name || one === id || one === plugin)
