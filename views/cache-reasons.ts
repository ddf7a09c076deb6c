import { html } from 'hono/html'
import type { CacheReason } from '../server/claude/types.ts'
import type { FolderReason } from '../server/plugins/cache/verdict.ts'
import { type Content, join, path, time, visible } from './html.ts'

/** Why a folder lies in the cache. */
export const cacheReasons = (reasons: readonly (CacheReason | FolderReason)[]): Content =>
  reasons.length === 0 ? UNKNOWN : join(reasons.map(reasonWord), ', ')

function reasonWord(reason: CacheReason | FolderReason): Content {
  switch (reason.kind) {
    case 'installed':
      return html`installed in ${reason.scope} scope${reason.projectPath !== null && html` of ${path(reason.projectPath, 40)}`}`
    case 'loaded':
      return html`loaded by ${visible(reason.plugin)}`
    case 'leased':
      return reason.alive
        ? html`in use by process ${reason.pid}${'cwd' in reason && reason.cwd !== null && html` (session in ${path(reason.cwd, 40)})`}`
        : `lease of process ${reason.pid}, which is gone`
    case 'used':
      return html`process ${reason.pid} (${visible(reason.name)}) works in it`
    case 'orphaned':
      return reason.since === null ? 'orphaned, since when is not said' : html`orphaned ${time(reason.since)} ago`
    case 'temp':
      return 'state' in reason ? cloneWord(reason) : 'a temporary clone'
    case 'link':
      return html`a link to ${path(reason.target, 40)}, never followed`
    case 'unknown':
      return UNKNOWN
  }
}

const cloneWord = ({ state, why }: Extract<FolderReason, { kind: 'temp' }>) =>
  state === 'dead'
    ? html`temporary clone of a process that is gone <i>(${visible(why)})</i>`
    : html`temporary clone that may still be filled <i>(${visible(why)})</i>`

const UNKNOWN = 'nothing says why'
