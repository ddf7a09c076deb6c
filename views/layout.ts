import { html } from 'hono/html'
import type { Shell } from '../server/plugins/types.ts'
import { activityLine } from './activity.ts'
import { type Content, type Html, visible, withCode } from './html.ts'
import { notices } from './notices.ts'
import { cut, spelled, tilde } from './text.ts'
import * as urls from './urls.ts'

export type Topic = 'inventory' | 'drift' | 'history' | 'claude' | 'activity' | 'probe' | 'sessions' | 'doctor'
export type Place =
  | 'plugins'
  | 'doctor'
  | 'sessions'
  | 'cache'
  | 'marketplaces'
  | 'autoload'
  | 'history'
  | 'trash'
  | 'guide'

export type Page = {
  title: string
  place: Place | null
  /** On which events the page looks again. */
  topics: readonly Topic[]
  shell: Shell
  alert?: string | undefined
  content: Content
}

/** A whole page of the panel: it fetches its own address again on each topic and morphs what changed. */
export const page = ({ title, place, topics, shell, alert, content }: Page): Html =>
  skeleton(
    title,
    html`${header(place, shell)}${activityLine(shell)}
      <main id="main" hx-get="" hx-trigger="${lookAgainOn(topics)}" hx-select="#main" hx-select-oob="#claude, #around, #activity" hx-swap="outerMorph">
        ${alert && html`<p class="alert" role="alert">${withCode(alert)}</p>`}
        ${notices(shell)}${content}
      </main>
      ${footer(shell)} <p id="said" class="said" role="status" hx-morph-skip></p>`,
  )

/** A page that tells nothing about this machine; without a session it leads nowhere either. */
export const barePage = (title: string, content: Content, session: boolean): Html =>
  skeleton(
    title,
    html`<header class="bar">${session ? html`<a class="brand" href="/">Hotplug</a>${nav(null)}` : html`<span class="brand">Hotplug</span>`}</header>
      <main id="main">${content}</main>`,
    session,
  )

/** Without a session nothing can be loaded, so nothing is asked for; colours then follow the system at least. */
const skeleton = (title: string, body: Content, session = true) => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${visibleTitle(title)}</title>
${session && ASSETS}
</head>
<body hx-boost:inherited="swap:innerMorph" hx-status:4xx:inherited="push:false" hx-status:5xx:inherited="push:false">
${body}
</body>
</html>`

const HTMX = JSON.stringify({
  extensions: 'sse',
  includeIndicatorCSS: false,
  morphIgnore: ['data-htmx-powered', 'open'],
  sse: { reconnectMaxDelay: 2000 },
})

const ASSETS = html`<meta name="htmx-config" content="${HTMX}">
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/app.css">
<script src="/htmx.js"></script>
<script src="/hx-sse.js"></script>
<script src="/app.js" defer></script>`

const visibleTitle = (title: string) => `${spelled(title)} · Hotplug`

const lookAgainOn = (topics: readonly Topic[]) =>
  [...topics, 'htmx:sse:after:connection']
    .map((name) => `${name} from:#live`)
    .concat('again')
    .join(', ')

const header = (place: Place | null, shell: Shell) => html`
  <header class="bar">
    <a class="brand" href="/">Hotplug</a>
    ${nav(place)}
    ${ASK}
    ${claude(shell)}
    <span id="live" hx-sse:connect="/events" hx-trigger="load, reconnect" hx-swap="none" hx-morph-skip data-state="off">not live</span>
  </header>`

/** What page it stands on does not matter: a path is asked about from anywhere. */
const ASK = html`<form id="ask" role="search" action="/why" aria-label="Why is a file live, or not?"><a href="${urls.why()}">Why?</a><span><input name="file" type="text" placeholder="path of a file" aria-label="Why? Path of a file" autocomplete="off" autocapitalize="off" spellcheck="false"><kbd>f</kbd></span></form>`

const nav = (place: Place | null) =>
  html`<nav aria-label="Pages">${PLACES.map(([name, word, href]) => html`<a href="${href}"${name === place ? CURRENT : ''}>${word}</a>`)}</nav>`

const CURRENT = html` aria-current="page"`

const PLACES: readonly (readonly [Place, string, string])[] = [
  ['plugins', 'Plugins', urls.home()],
  ['doctor', 'Doctor', urls.doctor()],
  ['sessions', 'Sessions', urls.sessions()],
  ['cache', 'Cache', urls.cache()],
  ['marketplaces', 'Marketplaces', urls.marketplaces],
  ['autoload', 'Auto-load', urls.autoload],
  ['history', 'History', urls.history()],
  ['trash', 'Trash', urls.trash()],
  ['guide', 'Guide', urls.guide()],
]

const claude = ({ program, configDir }: Shell) =>
  html`<p id="claude">${programWord(program)}<i>·</i><code title="${spelled(configDir)}">${visible(cut(tilde(configDir), 32))}</code></p>`

function programWord(program: Shell['program']): Content {
  if (program === 'unknown') return html`<span class="pending">Looking for claude…</span>`
  if (program === null) return html`<span class="missing">No claude found</span>`
  return html`<span title="${spelled(program.path)}">Claude Code ${visible(program.version)}</span>`
}

const footer = ({ project, program, configDir }: Shell) => html`
  <footer id="around">
    <span>Claude Code’s folder <code title="${spelled(configDir)}">${visible(cut(tilde(configDir), 40))}</code></span>
    <span>Project settings from <code title="${spelled(project)}">${visible(cut(tilde(project), 48))}</code></span>
    ${program !== null && program !== 'unknown' && html`<span>Program <code title="${spelled(program.path)}">${visible(cut(tilde(program.path), 48))}</code></span>`}
    <button type="button" class="quiet" data-keys>Keys <kbd>?</kbd></button>
  </footer>`
