import { html } from 'hono/html'
import type { WhyModel } from '../server/plugins/why/model.ts'
import type { InSession, Why } from '../server/plugins/why/types.ts'
import { type Content, chip, join, time, visible } from './html.ts'
import { cut, spelled, tilde } from './text.ts'
import * as urls from './urls.ts'
import { firstUp } from './why-words.ts'

/** One of the running sessions, or all of them. */
export function sessionsPick({ living, query, why }: WhyModel): Content {
  if (living.length === 0 || (why === null && query.file === '')) return null
  const link = (session: number | null, words: Content, title = '') =>
    html`<a href="${urls.why(query.file, session ?? undefined)}"${title && html` title="${title}"`}${session === query.session ? CURRENT : ''}>${words}</a>`
  return html`<nav class="filters" aria-label="Session">${link(null, 'All sessions')}${living
    .slice(0, MOST)
    .map(({ pid, cwd }) =>
      link(pid, [visible(cut(nameOf(cwd), 24)), ` ${pid}`], cwd === null ? '' : spelled(tilde(cwd))),
    )}</nav>`
}

const MOST = 12
const CURRENT = html` aria-current="true"`

const nameOf = (cwd: string | null) => cwd?.slice(cwd.lastIndexOf('/') + 1) || 'process'

/**
 * What each of several sessions has, and what is to be done in it once the edit can get there; of a single one the chain
 * says it all.
 */
export const sessionLines = ({ sessions, file, broken }: Why): Content =>
  sessions.length > 1 &&
  html`<section class="group"><h2>In each session</h2>
  <ul class="lines sessions">${sessions.map((session) => html`<li id="in-${session.pid}">${place(session, file)}<span>${said(session)}</span>${broken === 'session' && remedy(session)}</li>`)}</ul></section>`

const place = ({ pid, cwd, ok }: InSession, file: string) =>
  html`<a class="mark ${MARKS[String(ok)] ?? 'not-loaded'}" href="${urls.why(file, pid)}"${cwd === null ? '' : html` title="${spelled(tilde(cwd))}"`}>${visible(cut(nameOf(cwd), 28))} ${pid}</a>`

const MARKS: Record<string, string> = { true: 'live', false: 'needs-action', null: 'not-loaded' }

const said = ({ sentence, unless, asOf }: InSession): Content => [
  visible(firstUp(sentence)),
  unless !== null && [', ', visible(unless)],
  asOf !== null && html` <i>read ${time(asOf)} ago</i>`,
]

const remedy = ({ steps, ok }: InSession): Content =>
  ok === true || steps.length === 0
    ? null
    : html`<span class="amount">${join(
        steps.map(({ command, text, by }) => (by === 'claude' && command !== null ? chip(command) : visible(text))),
        ' then ',
      )}</span>`
