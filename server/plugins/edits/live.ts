import type { Panel } from '../../panel.ts'
import { askOnce, receiptOf } from '../receipts/receipts.ts'

/** After so long an edit without proof stays without (milliseconds). */
const FOLLOWED_FOR = 86_400_000

/** Records which edits some running session shows to have by now. True when that was news. */
export function lookForProof(panel: Panel, now = Date.now()): boolean {
  const { edits } = panel.store
  const { plugins, sessions } = panel.survey.inventory()
  if (!sessions.some(({ alive }) => alive)) return false
  const evidence = askOnce(panel)
  let isNews = false
  for (const edit of edits.notLive(now - FOLLOWED_FOR)) {
    const plugin = plugins.find(({ id }) => id === edit.plugin)
    if (!plugin || edit.loaded_at === null) continue
    const proofs = receiptOf(panel, plugin, edit, edit.loaded_at, evidence).flatMap((one) => (one.proven ? [one] : []))
    const [first] = proofs.sort((one, other) => one.at - other.at)
    if (!first) continue
    edits.live(edit.id, first.at, first.by)
    isNews = true
  }
  return isNews
}
