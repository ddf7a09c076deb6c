import { html } from 'hono/html'
import type { Problem } from '../server/claude/types.ts'
import type { Action, Shell } from '../server/plugins/types.ts'
import { actionOutcome, actionSentence, canUndo, whatIsKept, whatIsLeft } from './action-words.ts'
import { type Content, path, time, visible } from './html.ts'
import { SAME_ADDRESS } from './in-place.ts'
import { count } from './text.ts'
import * as urls from './urls.ts'

const SHOWN = 3
const MOST_PROBLEMS = 100

/** What has to be known before anything else: the latest actions with their undo, and what could not be read. */
export const notices = ({ notices, problems, program }: Shell): Content => [
  program === null && noProgram,
  notices.length > 0 &&
    html`<section class="notices" aria-label="Latest actions">${notices.slice(0, SHOWN).map(notice)}${
      notices.length > SHOWN &&
      html`<p class="more">and ${count(notices.length - SHOWN, 'more', 'more')} in the <a href="${urls.history()}">history</a></p>`
    }</section>`,
  problems.length > 0 && problemList(problems),
]

const noProgram = html`<p class="note"><b>No <code>claude</code> was found on the PATH.</b> Everything here comes from its files alone; which copy is loaded is then taken from rules, not from Claude Code itself. Set <code>HOTPLUG_CLAUDE</code> to its path and start Hotplug again.</p>`

const notice = (action: Action) => html`
  <div id="notice-${action.id}" class="notice ${action.state}">
    <p${action.state === 'failed' ? ROLE_ALERT : ''}>${actionSentence(action)} ${actionOutcome(action)} ${whatIsLeft(action)} ${whatIsKept(action)}<span class="when">${time(action.at)}</span>${action.error !== null && html`<span class="error">${visible(action.error)}</span>`}</p>
    ${canUndo(action) && html`<form method="post" action="${urls.undo(action.id)}" ${SAME_ADDRESS}><button data-undo>Undo</button></form>`}
    <form method="post" action="${urls.dismissal(action.id)}" ${SAME_ADDRESS}><button class="quiet">Dismiss</button></form>
  </div>`

const ROLE_ALERT = html` role="alert"`

const problemList = (problems: readonly Problem[]) => html`
  <details id="problems" class="problems"${problems.length <= SHOWN ? OPEN : ''}>
    <summary><span class="mark problem">${count(problems.length, 'problem')}</span> Everything else is shown.</summary>
    <ul>${problems.slice(0, MOST_PROBLEMS).map((problem) => html`<li>${path(problem.file)}${position(problem)} <span>${visible(problem.message)}</span></li>`)}</ul>
  </details>`

const OPEN = html` open`

function position({ line, column }: Problem): Content {
  if (line === undefined) return null
  return html`<span class="position">line ${line}${column !== undefined && html`, column ${column}`}</span>`
}
