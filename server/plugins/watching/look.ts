import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isInCache, looksLikePlugin } from '../../claude/plugin-folder.ts'
import type { Plugin } from '../../claude/types.ts'
import { outsideCache, sentenceOf } from '../../errors.ts'
import type { Panel } from '../../panel.ts'
import type { Memo } from '../../trees/compare.ts'
import { RefusedError } from '../../trees/errors.ts'
import { type Comparison, comparePair } from '../../trees/pair.ts'
import { planSync } from '../../trees/plan.ts'
import type { Skipped } from '../../trees/types.ts'
import { needsOf } from '../needs.ts'
import { pairOf, withBase } from '../pairs.ts'
import { textsBelow } from '../texts.ts'
import type { Parting, Sight } from './machine.ts'
import * as say from './words.ts'

/** How a watched plugin stands here and now; `compared` is null where there was nothing to compare. */
export type Look = { sight: Sight; compared: Comparison | null }

export function lookAt(panel: Panel, plugin: Plugin, memo: Memo): Look {
  try {
    return compareNow(panel, plugin, memo)
  } catch (error) {
    return unreachable(sentenceOf(error))
  }
}

function compareNow(panel: Panel, plugin: Plugin, memo: Memo): Look {
  const pair = plugin.source === null ? null : pairOf(plugin)
  if (pair === null) return unreachable(missing(panel, plugin))
  if (!isInCache(pair.loaded, panel.config.pluginsDir)) throw outsideCache(plugin.id, pair.loaded)
  const compared = comparePair(withBase(pair, panel.store), memo)
  const stranger = compared.deltas.length > 0 ? whyNotThePlugin(plugin) : null
  if (stranger !== null) return unreachable(stranger, compared)
  try {
    // Without a file it only says whether the two folders may be synced at all.
    planSync(compared, 'to-loaded', () => false)
  } catch (error) {
    if (error instanceof RefusedError) return unreachable(error.message, compared)
    throw error
  }
  const unreadable = [...compared.source.skipped, ...compared.loaded.skipped, ...compared.problems].filter(isUnread)
  const unreadPaths = new Set(compared.problems.map(({ path }) => path))
  const deltas = compared.deltas.filter(({ path }) => !unreadPaths.has(path))
  const unread = unreadable[0] ? say.unread(unreadable[0].message) : null
  return { sight: { kind: 'compared', deltas, unread, parting: partingOf(panel, plugin.id) }, compared }
}

const unreachable = (what: string, compared: Comparison | null = null): Look => ({
  sight: { kind: 'unreachable', sentence: say.unreachable(what) },
  compared,
})

const missing = ({ store }: Panel, { id, loaded }: Plugin) =>
  loaded.how === 'missing'
    ? `The loaded copy ${loaded.path} is not there.`
    : `The linked source ${store.links().get(id) ?? ''} is not there.`

/** Links out of the folder, sockets and broken names are left out by everybody, so nothing is pending there. */
const isUnread = ({ reason }: Skipped) => reason === 'unreadable' || reason === 'limit'

/**
 * A checkout on another branch may leave the folder and hold something else in it, or nothing that is a plugin; then
 * what the loaded copy has is not to be replaced by it. A manifest that cannot be understood is somebody's edit.
 */
function whyNotThePlugin(plugin: Plugin): string | null {
  const { source, loaded, version, name } = plugin
  if (source === null || !existsSync(source.path)) return null
  if (needsOf(plugin) === 'update')
    return `The clone holds another version than ${version ?? 'the installed one'}: \`claude plugin update ${plugin.id}\` installs it.`
  const [here, there] = [manifestName(source.path), manifestName(loaded.path)]
  const isOther = typeof there === 'string' && here !== there && here !== 'not understood'
  return isOther || !looksLikePlugin(source.path) ? `${source.path} does not hold the plugin ${name} now.` : null
}

/** null: there is none. */
function manifestName(folder: string): string | null {
  const file = '.claude-plugin/plugin.json'
  const text = textsBelow(folder)(file)
  if (text === undefined) return existsSync(join(folder, file)) ? 'not understood' : null
  try {
    const { name } = JSON.parse(text)
    return typeof name === 'string' ? name : 'not understood'
  } catch {
    return 'not understood'
  }
}

const RECENT = 8

/** What is installed beside the files is no word on them. */
function partingOf({ store }: Panel, id: string): Parting | null {
  const last = store.latestOf(id, RECENT).find(({ kind, state }) => kind !== 'dependencies' && state !== 'reverted')
  if (last?.kind !== 'undo' && last?.kind !== 'unlink') return null
  const sentence = last.kind === 'undo' ? say.UNDONE : say.UNLINKED
  return { action: last.id, at: last.at, running: last.state === 'running', sentence }
}
