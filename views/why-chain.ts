import { html } from 'hono/html'
import type { Why } from '../server/plugins/why/types.ts'
import { type Content, time, visible } from './html.ts'
import { firstUp, HOPS } from './why-words.ts'

/** The stages of an edit on its way, one below the other; what comes after the broken one is drawn as not reached. */
export function chain({ hops }: Pick<Why, 'hops'>): Content {
  if (hops.length === 0) return null
  const broken = hops.findIndex((hop) => hop.broken)
  return html`<ol class="chain" aria-label="From the edit to the session">${hops.map((hop, index) => {
    const state = stateOf(hop, broken >= 0 && index > broken)
    return html`<li id="hop-${hop.hop}" class="${state}" data-stamp="${state}"><b title="${HOPS[hop.hop].what}">${HOPS[hop.hop].word}</b><span class="state">${STATES[state]}</span><p>${visible(firstUp(hop.detail))}</p>${hop.at === null ? null : html`<span class="when">${time(hop.at)}</span>`}</li>`
  })}</ol>`
}

type State = keyof typeof STATES

const STATES = { fine: 'arrived', broken: 'stuck here', unknown: 'not certain', later: 'not reached' }

function stateOf({ ok, broken }: Why['hops'][number], isAfter: boolean): State {
  if (broken) return 'broken'
  if (isAfter) return 'later'
  return ok === null ? 'unknown' : 'fine'
}
