import { html } from 'hono/html'
import type { SizedFolder } from '../server/plugins/cache/model.ts'
import { cacheReasons } from './cache-reasons.ts'
import { type Content, copyButton, idOf, visible } from './html.ts'
import { size, spelled } from './text.ts'
import * as urls from './urls.ts'

/** One folder in one line. It changed, to app.js, when its fate did. */
export function cacheRow(folder: SizedFolder, installed: ReadonlySet<string>): Content {
  return html`<tr id="${idOf('f', folder.path)}" data-stamp="${folder.verdict}${folder.group}"><td>${sizeOf(folder)}</td><td><span class="path">${nameOf(folder, installed)}${copyButton(folder.path)}</span></td><td>${whyHere(folder)}</td><td>${whatToDo(folder, installed)}</td></tr>
`
}

export const sizeOf = ({ kind, bytes }: SizedFolder): Content => {
  if (kind === 'link') return 'link'
  return bytes === null ? html`<i>measuring…</i>` : size(bytes)
}

export function nameOf({ id, name, path, marketplace, plugin, version }: SizedFolder, installed: ReadonlySet<string>) {
  if (id === null || plugin === null) return html`<code title="${spelled(path)}">${visible(name)}</code>`
  const words = html`${visible(plugin)}<i>@${visible(marketplace ?? '')}</i>`
  return html`<code title="${spelled(path)}">${installed.has(id) ? html`<a href="${urls.plugin(id)}">${words}</a>` : words} ${visible(version)}</code>`
}

/** The reasons, and what they come to where they do not say it themselves. */
export const whyHere = (folder: SizedFolder): Content => {
  const { group, verdict, why, reasons } = folder
  if (verdict === 'may go' && group === 'orphaned')
    return html`${cacheReasons(reasons)} <i>Claude Code itself removes it 14 days after that.</i>`
  if (verdict === 'may go' && group === 'link') return html`${cacheReasons(reasons)} <i>Only the link goes.</i>`
  if (group === 'installed') return html`${cacheReasons(reasons)} <i>Claude Code does not rebuild it by itself.</i>`
  const isSaid = verdict === 'may go' || group === 'in-use' || group === 'temporary'
  return html`${cacheReasons(reasons)}${!isSaid && html` <i>${visible(why)}</i>`}`
}

function whatToDo({ verdict, name, id, group }: SizedFolder, installed: ReadonlySet<string>): Content {
  if (verdict === 'may go') return html`<a class="button" href="${urls.clearing(name)}">Clear…</a>`
  if (group === 'installed' && id !== null && installed.has(id))
    return html`<a class="button" href="${urls.reinstall(id)}">Reinstall…</a>`
  return html`<i>stays</i>`
}
