import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { looksLikePlugin } from '../claude/plugin-folder.ts'
import { HotplugError } from '../errors.ts'
import type { Panel } from '../panel.ts'
import { findPlugin } from './find.ts'
import { recordAction } from './journal.ts'

export type Linked = { id: string; directory: string | null; source: string | null; done: boolean; message: string }

/** Says where the user edits a plugin. `directory` is the plugin's folder, or a checkout whose catalogue names it. */
export async function linkPlugin(panel: Panel, id: string, directory: string): Promise<Linked> {
  const plugin = findPlugin(panel, id)
  const path = folderOf(panel, directory)
  const before = panel.store.links().get(plugin.id)
  panel.store.link(plugin.id, path)
  panel.survey.lookAgain()
  const source = panel.survey.inventory().plugins.find((one) => one.id === plugin.id)?.source
  if (source?.by !== 'link' || !looksLikePlugin(source.path)) {
    if (before === undefined) panel.store.unlink(plugin.id)
    else panel.store.link(plugin.id, before)
    panel.survey.lookAgain()
    throw new HotplugError(
      422,
      `${path} does not hold the plugin ${plugin.name}.`,
      'Name its folder, or a checkout whose marketplace.json lists it.',
    )
  }
  const message = `${plugin.id} is edited in ${source.path}`
  recordAction(panel.store, { kind: 'link', plugin: plugin.id, summary: message })
  await panel.changed(plugin)
  return { id: plugin.id, directory: path, source: source.path, done: true, message: `${message}.` }
}

/** Forgets where the user edits a plugin; its source is then what its marketplace says. */
export async function unlinkPlugin(panel: Panel, id: string): Promise<Linked> {
  const linked = panel.store.links()
  const target = linked.has(id) ? id : findPlugin(panel, id).id
  const result = { id: target, directory: null, source: null }
  if (!panel.store.unlink(target)) return { ...result, done: false, message: `${target} is not linked.` }
  recordAction(panel.store, { kind: 'unlink', plugin: target, summary: `Forgot ${linked.get(target)} as the source` })
  await panel.changedById(target)
  return { ...result, done: true, message: `Forgot where ${target} is edited.` }
}

function folderOf(panel: Panel, directory: string): string {
  const path = resolve(panel.config.project, directory)
  if (directory === '' || directory.includes('\0'))
    throw new HotplugError(422, 'Say which folder you edit the plugin in.')
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new HotplugError(422, `${path} is not a folder.`)
  return path
}
