import { html } from 'hono/html'
import type { Decision } from '../server/autoload/decide.ts'
import type { TryModel } from '../server/loading/rules-model.ts'
import type { Tried } from '../server/loading/trying.ts'
import { type Content, type Html, path, visible } from './html.ts'
import { againstWords, zoneWords } from './intent-words.ts'
import { page } from './layout.ts'
import { markedPrompt } from './marked-prompt.ts'
import { wouldMark } from './outcomes.ts'
import { count, spelled } from './text.ts'
import * as urls from './urls.ts'

/** Type a prompt, or take this project: what would fire, why, and what would become of it. Nothing is recorded. */
export const tryPage = ({ shell, tried, project, titles }: TryModel, alert?: string): Html =>
  page({
    title: 'Try a prompt',
    place: 'autoload',
    topics: ['claude'],
    shell,
    alert,
    content: html`
      <div class="head"><h1><a class="up" href="${urls.autoload}">Auto-load</a> Try it</h1><p>Nothing here is recorded, installed, or sent anywhere.</p></div>
      <form id="try" class="try" method="post" action="${urls.tryIt}" hx-post="${urls.tryIt}" hx-trigger="input changed delay:200ms, submit" hx-target="#tried" hx-select="#tried" hx-swap="outerHTML" hx-sync="this:replace">
        <label for="prompt">A prompt, as you would type it</label>
        <textarea id="prompt" name="prompt" rows="4" maxlength="100000" spellcheck="false" autocomplete="off" placeholder="release the newest patch to npm">${tried?.of === 'prompt' ? tried.prompt : ''}</textarea>
        <button>Try it</button>
      </form>
      <form method="post" action="${urls.tryProject}" hx-post="${urls.tryProject}" hx-target="#tried" hx-select="#tried" hx-swap="outerHTML"><button>Look at this project</button> ${path(project, 60)}</form>
      <div id="tried" aria-live="polite" hx-morph-skip>${tried === null ? nothing : result(tried, titles)}</div>`,
  })

const nothing = html`<p class="calm">What would fire appears here while you type.</p>`

const result = (tried: Tried, titles: TryModel['titles']): Content => [
  html`<h2>${headline(tried)}</h2>`,
  decisions(tried.decisions, titles),
  tried.of === 'prompt' ? promptReasons(tried) : projectReasons(tried),
]

function headline(tried: Tried): Content {
  const groups = tried.of === 'prompt' ? tried.intent.plugins : tried.detection.plugins
  const who = tried.of === 'prompt' ? 'This prompt' : 'This project'
  const took = tried.of === 'project' && html` <i>in ${Math.round(tried.milliseconds)} ms</i>`
  if (groups.length === 0) return html`${who} asks for no group${took}`
  return html`${who} asks for ${visible(groups.join(', '))}${took}`
}

const decisions = (all: readonly Decision[], titles: TryModel['titles']): Content =>
  all.length > 0 &&
  html`<ul class="lines decisions">${all.map(
    ({ group, plugin, outcome, why }) =>
      html`<li><span class="key"><a href="${urls.autoload}#group-${spelled(group)}">${visible(titles.get(group) ?? group)}</a></span><span>${wouldMark(outcome)} ${plugin !== null && html`<code>${visible(plugin)}</code>`} <i>${visible(why)}</i></span></li>`,
  )}</ul>`

function promptReasons({ prompt, intent }: Extract<Tried, { of: 'prompt' }>): Content {
  const { matches, suppressed, skipped } = intent
  return html`
    ${markedPrompt(prompt, matches, suppressed)}
    ${skipped && html`<p class="note">The prompt is long: what stands between ${skipped.from} and ${skipped.to} was not read.</p>`}
    ${
      matches.length > 0 &&
      html`<section class="group" id="counted"><h2>What counted <i>${matches.length}</i></h2><ul class="lines">${matches.map(
        ({ group, term, weight, zone, offset, typo }) =>
          html`<li><span class="key"><mark class="for">${visible(term)}</mark></span><span>${visible(group)}${typo && ', mistyped'} <i>${zoneWords(zone)}, at ${offset}</i></span><span class="amount">${weight.toFixed(2)}</span></li>`,
      )}</ul></section>`
    }
    ${
      suppressed.length > 0 &&
      html`<section class="group" id="suppressed"><h2>Found, but not counted <i>${suppressed.length}</i></h2><ul class="lines">${suppressed.map(
        ({ group, term, zone, offset, why, by }) =>
          html`<li><span class="key"><mark class="against">${visible(term)}</mark></span><span>${visible(group)}: ${visible(againstWords(why, by ?? null))} <i>${zoneWords(zone)}, at ${offset}</i></span></li>`,
      )}</ul></section>`
    }
    ${matches.length === 0 && suppressed.length === 0 && html`<p class="calm">None of its words is in any group's vocabulary.</p>`}`
}

function projectReasons({ detection }: Extract<Tried, { of: 'project' }>): Content {
  const { matches, suppressed, files, listedBy, problems, stopped } = detection
  return html`
    <p class="calm">${count(files, 'file')}, listed by ${listedBy === 'git' ? 'git' : 'walking through the folders'}.</p>
    ${stopped !== null && html`<p class="note">${visible(stopped)}</p>`}
    ${
      matches.length > 0 &&
      html`<section class="group" id="counted"><h2>What was seen <i>${matches.length}</i></h2><ul class="lines">${matches
        .slice(0, MOST)
        .map(
          ({ group, says, seen, file, weight, more }) =>
            html`<li><span class="key">${visible(says)}</span><span>${visible(group)}: <code>${visible(file)}</code> ${visible(seen)}${more > 0 && html` <i>and ${count(more, 'more file')}</i>`}</span><span class="amount">${weight.toFixed(2)}</span></li>`,
        )}</ul></section>`
    }
    ${
      suppressed.length > 0 &&
      html`<section class="group" id="suppressed"><h2>Not enough <i>${suppressed.length}</i></h2><ul class="lines">${suppressed.map(
        ({ group, why, weight }) =>
          html`<li><span class="key">${visible(group)}</span><span>${visible(why)}</span><span class="amount">${weight.toFixed(2)}</span></li>`,
      )}</ul></section>`
    }
    ${problems.length > 0 && html`<p class="note">${visible(problems.slice(0, 5).join(' '))}</p>`}`
}

const MOST = 100
