import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { Status } from '../server/plugins/types.ts'
import { age, clock, cut, nameOf, spelled, tilde, UNSEEN_IN_NAME } from './text.ts'

/** What `html` returns; a promise only when something inside it was one. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>
export type Content = Html | string | number | null | undefined | false | readonly Content[]

/** Foreign text with what cannot be seen in it made visible. */
export function visible(text: string, unseen = UNSEEN_IN_NAME): Content {
  const parts: Content[] = []
  let from = 0
  for (const match of text.matchAll(unseen)) {
    parts.push(text.slice(from, match.index), html`<span class="unseen">${nameOf(match[0])}</span>`)
    from = match.index + match[0].length
  }
  return from === 0 ? text : [...parts, text.slice(from)]
}

/** A sentence of ours in which `commands` stand between backticks. */
export const withCode = (sentence: string): Content =>
  sentence.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${visible(part)}</code>` : visible(part)))

/** The word of a status; its shape and colour come from the class. */
export const mark = (status: Status, word: string) => html`<span class="mark ${status}">${visible(word)}</span>`

/** A command that is copied by a click. */
export const chip = (command: string) =>
  html`<button type="button" class="chip" data-copy title="Copy">${visible(command)}</button>`

/** What hides something is not offered for copying: pasted into a terminal it could run. */
export const copyButton = (text: string, what = 'path') =>
  text.search(UNSEEN_IN_NAME) < 0 &&
  html`<button type="button" class="copy" data-copy="${text}" aria-label="Copy the ${what}" title="Copy the ${what}"></button>`

/** A path, shortened in the middle, with the whole in its title and a button that copies it. */
export const path = (full: string, most = 56) =>
  html`<span class="path"><code title="${spelled(full)}">${visible(cut(tilde(full), most))}</code>${copyButton(full)}</span>`

/** Relative, with the exact time as its title. */
export const time = (at: number) =>
  isDate(at) ? html`<time datetime="${instant(at)}" title="${clock(at)}">${age(at)}</time>` : 'unknown'

export const timeOf = (iso: string | null, otherwise: Content = '–') =>
  iso === null ? otherwise : time(Date.parse(iso))

/** '2026-07-31T12:05:09Z', for a `datetime`; files can carry dates that are none. */
export const instant = (at: number) => (isDate(at) ? `${new Date(at).toISOString().slice(0, 19)}Z` : '')

/** Something between parts, but not around them. */
export const join = (parts: readonly Content[], between: Content): Content =>
  parts.flatMap((part, index) => (index === 0 ? [part] : [between, part]))

/** A short, stable id for a name that may hold anything. */
export function idOf(kind: string, name: string): string {
  let hash = 5381
  for (const character of name) hash = (Math.imul(hash, 33) ^ (character.codePointAt(0) ?? 0)) >>> 0
  return kind + hash.toString(36)
}

const isDate = (at: number) => !Number.isNaN(new Date(at).valueOf())
