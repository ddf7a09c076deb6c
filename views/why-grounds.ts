import { html } from 'hono/html'
import type { Why } from '../server/plugins/why/types.ts'
import { evidence } from './file-pane.ts'
import { type Content, chip, join, visible, withCode } from './html.ts'
import * as urls from './urls.ts'

/** The rule with what it rests on, and whatever else the answer rests on. */
export const grounds = ({ rule, basis, ground }: Why): Content =>
  (rule !== null || ground !== null) &&
  html`<section class="rests group"><h2>What this rests on</h2>
  ${ground !== null && html`<p>${withCode(ground)}</p>`}
  ${rule !== null && html`<p>${join(rule.remedy.map(actionWord), ' then ')}: ${visible(rule.why)} <a href="${urls.guide({ q: rule.component })}">The guide on ${rule.component}</a></p>`}
  ${rule !== null && basis !== null && evidence({ rule, ...basis })}</section>`

const actionWord = (action: string): Content =>
  action.startsWith('/') ? chip(action) : html`<b>${WORDS.get(action) ?? action}</b>`

const WORDS = new Map([
  ['none', 'Nothing to do'],
  ['wait', 'Wait some seconds'],
  ['new session', 'A new session'],
])
