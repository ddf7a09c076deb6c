import { isInCache } from '../claude/plugin-folder.ts'
import type { Plugin } from '../claude/types.ts'
import { outsideCache, sentenceOf } from '../errors.ts'
import type { Panel } from '../panel.ts'
import { type Comparison, comparePair } from '../trees/pair.ts'
import type { Plan } from '../trees/plan.ts'
import { needsOf } from './needs.ts'
import { nothingToCompare, pairOf, withBase } from './pairs.ts'
import type { Choosing } from './resolve-files.ts'
import { planOf, refuseOverwriting } from './sync.ts'

/** A plugin with what is to be done to it. */
export type Ready = { plugin: Plugin; plan: Plan; compared: Comparison }

/**
 * A plugin that is left as it is: a person has to decide something first, or it cannot be synced. `files` differ.
 * edited: in the loaded copy itself; update: the clone holds another version.
 */
export type Aside = { plugin: Plugin; files: number; why: 'edited' | 'update' | 'problem'; sentence: string }

/** A disabled plugin's drift matters to nobody until it is enabled. */
export const mayDrift = (plugin: Plugin) => plugin.enabled && nothingToCompare(plugin) === null

/** What is to become of a plugin as it was last compared; null when there is nothing to do. */
export function judge(panel: Panel, plugin: Plugin, choosing: Choosing & { update?: boolean }): Ready | Aside | null {
  const compared = panel.comparisons.of(plugin)
  if (compared === null || compared === 'nothing') return null
  const aside = (why: Aside['why'], sentence: string): Aside => ({
    plugin,
    files: compared.error === null ? compared.deltas.length : 0,
    why,
    sentence,
  })
  if (compared.error !== null) return aside('problem', compared.error)
  try {
    if (!isInCache(plugin.loaded.path, panel.config.pluginsDir)) throw outsideCache(plugin.id, plugin.loaded.path)
    const planned = planOf(panel, plugin, compared, choosing)
    if (!planned) return null
    if (!choosing.fromCache && !choosing.update && needsOf(plugin) === 'update')
      return aside('update', `Its clone holds another version: \`claude plugin update ${plugin.id}\` installs that.`)
    const edited = choosing.overwrite ? null : whyEdited(plugin, planned.plan)
    return edited === null ? { plugin, ...planned } : aside('edited', edited)
  } catch (error) {
    return aside('problem', sentenceOf(error))
  }
}

/** The same, compared here and now. */
export function judgeNow(panel: Panel, plugin: Plugin, choosing: Parameters<typeof judge>[2]) {
  const pair = pairOf(plugin)
  if (!pair) return null
  panel.comparisons.learn(plugin, comparePair(withBase(pair, panel.store), panel.comparisons.memoOf(pair)))
  return judge(panel, plugin, choosing)
}

export const isReady = (judged: Ready | { sentence: string } | null): judged is Ready =>
  judged !== null && 'plan' in judged

function whyEdited(plugin: Plugin, plan: Plan): string | null {
  try {
    refuseOverwriting(plugin, plan)
    return null
  } catch (error) {
    return sentenceOf(error)
  }
}
