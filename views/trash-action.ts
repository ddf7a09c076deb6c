import { html } from 'hono/html'
import type { TrashLineModel } from '../server/plugins/trash/model.ts'
import { type Html, path, time, visible } from './html.ts'
import { SAME_ADDRESS } from './in-place.ts'
import { page } from './layout.ts'
import { count, size } from './text.ts'
import { keptList, trashTitle } from './trash.ts'
import * as urls from './urls.ts'

/** All that the trash keeps of one action. */
export function trashActionPage({ shell, line, q, found }: TrashLineModel, alert?: string): Html {
  const { token, summary, bytes, at, problem, kept } = line
  return page({
    title: 'Trash',
    place: 'trash',
    topics: ['history'],
    shell,
    alert,
    content: html`
      <div class="head">
        <h1><a class="up" href="${urls.trash()}">Trash</a> ${trashTitle(line)}</h1>
        ${problem === null && html`<form method="post" action="${urls.restoration(token)}" ${SAME_ADDRESS}><input type="hidden" name="plan" value="${summary?.fingerprint ?? ''}"><button class="primary" data-primary>Restore all</button></form>`}
        <a class="button" href="${urls.emptying([token])}">Remove for good…</a>
      </div>
      ${problem !== null && html`<p class="note">${visible(problem)}</p>`}
      ${
        summary !== null &&
        html`<dl class="facts">
        <div><dt>When</dt><dd>${time(at)} ago</dd></div>
        <div><dt>Folder</dt><dd>${path(summary.into, 72)}</dd></div>
        <div><dt>Keeps</dt><dd>${count(summary.files, summary.direction === 'clear' ? 'folder' : 'file')}, ${size(bytes)}</dd></div>
      </dl>
      <form class="pick" role="search" action="${urls.trashOf(token)}" hx-get="${urls.trashOf(token)}" hx-trigger="input changed delay:120ms, submit" hx-target="#main" hx-select="#main" hx-swap="outerMorph" hx-replace-url="true">
        <input id="q" name="q" type="search" value="${q}" placeholder="Search files" aria-label="Search files" autocomplete="off" spellcheck="false">
      </form>
      ${found > kept.length && html`<p class="nothing">The first ${kept.length.toLocaleString('en')} of ${count(found, 'file')} are listed: search for the others.</p>`}
      ${kept.length === 0 ? html`<p class="nothing">${q === '' ? 'It keeps nothing.' : 'No file is called like that.'}</p>` : keptList(line)}`
      }`,
  })
}
