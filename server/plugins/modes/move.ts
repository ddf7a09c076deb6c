import { existsSync } from 'node:fs'
import { quotedForShell } from '../../claude/commands.ts'
import { checkoutOf, formerPlace, missingIn } from '../../claude/marketplace-move.ts'
import type { Plugin } from '../../claude/types.ts'
import type { Panel } from '../../panel.ts'
import { onlyHere } from '../../trees/git-status.ts'
import type { ModeFacts, Move } from './types.ts'

/** How the marketplace of a plugin can be pointed at the checkout that is edited and back, or why not. */
export function moveOf({ config, survey }: Panel, plugin: Plugin, source: string | null): ModeFacts['move'] {
  const { name, marketplace } = plugin
  const { plugins, marketplaces } = survey.inventory()
  const known = marketplaces.find((one) => one.name === marketplace)
  const folder = source === null ? null : checkoutOf(source, name, marketplace)
  if (folder === null)
    return {
      cannot: `No folder above ${source ?? 'it'} has a catalogue of the marketplace ${marketplace} that names it.`,
      byHand: [],
    }
  const byHand = [`claude plugin marketplace add ${quotedForShell(folder)}`]
  const { former, cannot } = formerPlace(marketplace, config.configDir, config.pluginsDir)
  if (former === null) return { cannot, byHand }
  const installed = plugins.filter((one) => one.marketplace === marketplace && one.records.length > 0)
  const others = installed.filter(({ id }) => id !== plugin.id).map(({ id }) => id)
  const missing = missingIn(
    folder,
    installed.map((one) => one.name),
  )
  if (missing.length > 0)
    return {
      cannot: `${missing.join(', ')} of the same marketplace would not be loaded: the checkout does not have it.`,
      byHand,
    }
  return editedClone(known?.folder ?? null, { folder, former, others }, byHand)
}

/** Claude Code removes its clone when the marketplace is pointed elsewhere. */
function editedClone(clone: string | null, move: Move, byHand: readonly string[]): ModeFacts['move'] {
  if (clone === null || !existsSync(clone)) return move
  const amount = onlyHere(clone)
  if (amount === 0) return move
  return {
    cannot:
      amount === null
        ? `It is not known whether anything was edited in Claude Code's own clone, ${clone}, which goes when the marketplace is pointed elsewhere.`
        : `Something was edited in Claude Code's own clone, ${clone}, and would be lost: it goes when the marketplace is pointed elsewhere.`,
    byHand,
  }
}
