import { html } from 'hono/html'
import type { ProbeOffer } from '../server/plugins/probe/offer.ts'
import { type Content, visible } from './html.ts'
import { SAME_ADDRESS } from './in-place.ts'
import * as urls from './urls.ts'

/** One quiet line, until it is dismissed for this version. */
export const probeOffer = (offer: ProbeOffer | null): Content =>
  offer !== null &&
  html`<div class="offer" id="probe-offer">
    <p>Claude Code ${visible(offer.version)} is newer than ${visible(offer.newest)}, the newest one that was measured: what an edit needs may have changed. <a href="${urls.probe}">Measure it here…</a></p>
    <form method="post" action="${urls.probeOffer}" ${SAME_ADDRESS}><button class="quiet">Dismiss</button></form>
  </div>`
