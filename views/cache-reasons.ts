import { html } from 'hono/html'
import type { CacheReason } from '../server/claude/types.ts'
import { type Content, path, time } from './html.ts'

/** Why a folder lies in the cache. */
export const cacheReasons = (reasons: readonly CacheReason[]): Content =>
  reasons.length === 0 ? UNKNOWN : reasons.map((reason, index) => [index > 0 && ', ', reasonWord(reason)])

function reasonWord(reason: CacheReason): Content {
  if (reason.kind === 'installed')
    return html`installed in ${reason.scope} scope${reason.projectPath !== null && html` of ${path(reason.projectPath, 40)}`}`
  if (reason.kind === 'orphaned')
    return reason.since === null ? 'replaced or uninstalled' : html`replaced or uninstalled ${time(reason.since)} ago`
  if (reason.kind === 'leased')
    return reason.alive ? `in use by process ${reason.pid}` : `left over from process ${reason.pid}, which is gone`
  if (reason.kind === 'link') return html`a link to ${path(reason.target, 40)}`
  return reason.kind === 'temp' ? 'a temporary clone' : UNKNOWN
}

const UNKNOWN = 'nothing says why'
