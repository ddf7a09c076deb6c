import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { isInCache } from '../../claude/plugin-folder.ts'
import { HotplugError } from '../../errors.ts'
import type { Panel } from '../../panel.ts'
import type { ActionRow } from '../../store.ts'
import { planRestore, type Restoring } from '../../trees/restore.ts'
import { keptFiles, type Summary } from '../../trees/trash-summary.ts'
import { ownerOf, pluginAt } from './owner.ts'
import { contentOf, findInTrash, type TrashItem } from './trash.ts'

/** `name`: the number or the token of the action; `files`: these and no others, null for all of it. */
export type Wanted = { name: string; files: readonly string[] | null }

/** What is to be restored, found in the trash. */
export type Located = {
  name: string
  token: string
  row: ActionRow | null
  plugin: string | null
  /** Who holds the lock while it is done. */
  owner: string
  summary: Summary
  /** By the names that the list has. */
  only: ReadonlySet<string> | undefined
}

/** Refuses what cannot or must not be restored. */
export function locate(panel: Panel, { name, files }: Wanted): Located {
  const { trash, item } = findInTrash(panel, name)
  const summary = summaryOf(panel, trash.folder, item)
  const row = item.row === null ? null : (panel.store.action(item.row.id) ?? null)
  refuseForeign(panel, summary.into, row)
  return {
    name: String(row?.id ?? item.token),
    token: item.token,
    row,
    plugin: row?.plugin || pluginAt(panel, summary.into),
    owner: ownerOf(panel, item.token, row?.id ?? null),
    summary,
    only: files === null ? undefined : new Set(namesIn(`${trash.folder}/${item.token}`, files)),
  }
}

/** What restoring files would do, looked at here and now. */
export const planRestoring = (panel: Panel, { token, only }: Located): Restoring => planRestore(token, panel, only)

export const areFolders = ({ summary }: Located) => summary.direction === 'clear'

function summaryOf(panel: Panel, folder: string, item: TrashItem): Summary {
  if (item.state === 'running' || item.state === 'unfinished')
    throw new HotplugError(409, 'Its action has not come to its end yet.', 'Try again when it has finished.')
  const content = contentOf(panel, folder, item.token)
  if (content.is === 'damaged') throw new HotplugError(422, content.message)
  if (item.state === 'emptied' || content.is === 'begun')
    throw new HotplugError(409, 'The trash of this action is being removed.')
  return content.summary
}

/** A list that was tampered with may name any folder; what is restored goes where the action was, or to a plugin. */
function refuseForeign(panel: Panel, into: string, row: ActionRow | null) {
  const recorded = row ? (JSON.parse(row.work) as { plan?: { into?: string; root?: string } }).plan : null
  if (recorded && (recorded.into === into || recorded.root === into)) return
  const { pluginsDir } = panel.config
  if (isInCache(into, pluginsDir) || into === cacheOf(pluginsDir) || pluginAt(panel, into) !== null) return
  throw new HotplugError(
    422,
    `${into} belongs to no plugin that is known here, so nothing is put into it.`,
    `What was kept lies in ${panel.trashDir}.`,
  )
}

function cacheOf(pluginsDir: string): string | null {
  try {
    return realpathSync(join(pluginsDir, 'cache'))
  } catch {
    return null
  }
}

/** Forms end lines their own way. */
function namesIn(trash: string, files: readonly string[]): string[] {
  const byName = new Map(keptFiles(trash).map(({ path }) => [plainName(path), path]))
  return files.map((file) => {
    const path = byName.get(plainName(file))
    if (path === undefined) throw new HotplugError(422, `This action neither replaced nor removed ${file}.`)
    return path
  })
}

const plainName = (name: string) => name.replaceAll(/\r\n?/g, '\n')
