import { html } from 'hono/html'
import type { WhyModel } from '../server/plugins/why/model.ts'
import type { Why } from '../server/plugins/why/types.ts'
import { type Content, copyButton, type Html, idOf, join, time, visible, withCode } from './html.ts'
import { IN_PLACE } from './in-place.ts'
import { page } from './layout.ts'
import { receipts } from './receipts.ts'
import { cut, spelled, tilde } from './text.ts'
import * as urls from './urls.ts'
import { chain } from './why-chain.ts'
import { grounds } from './why-grounds.ts'
import { sessionLines, sessionsPick } from './why-sessions.ts'
import { whatToDo } from './why-steps.ts'
import { firstUp, verdictMark } from './why-words.ts'

/** Why the edit of a file is live or not; without a file, what can be asked. */
export function whyPage(model: WhyModel): Html {
  const { why, query, refusal, shell } = model
  return page({
    title: why ? `Why ${cut(nameOf(why.file), 60)}` : 'Why?',
    place: null,
    topics: ['inventory', 'drift', 'history', 'claude', 'sessions'],
    shell,
    alert: refusal ?? undefined,
    content: html`
      <div class="head"><h1>${why ? 'Why is this edit live, or not?' : 'Why isn’t my edit live?'}</h1></div>
      <div class="tools" ${IN_PLACE}>${search(query)}${sessionsPick(model)}</div>
      ${why ? answerOf(model, why) : nothingAsked(model)}`,
  })
}

const nameOf = (file: string) => file.slice(file.lastIndexOf('/') + 1)

const search = ({ file, session }: WhyModel['query']) => html`
  <form id="search" class="ask-file" role="search" action="/why" aria-label="The file to ask about">
    <span><input id="q" name="file" type="search" value="${file}" placeholder="Path of a file, or a piece of it" aria-label="Path of a file, or a piece of it" autocomplete="off" autocapitalize="off" spellcheck="false"><kbd>/</kbd></span>
    ${session !== null && html`<input type="hidden" name="session" value="${session}">`}
    <button>Ask</button>
  </form>`

const answerOf = (model: WhyModel, why: Why): Content => html`
  <section class="why" aria-label="Answer">
    <p class="what"><code title="${spelled(why.file)}">${visible(tilde(why.file))}</code>${copyButton(why.file)} ${about(why)}</p>
    <p class="answer">${verdictMark(why)} ${withCode(afterMark(why.answer))}</p>
    ${why.notes.map((note) => html`<p class="aside">${withCode(note)}</p>`)}
    ${whatToDo(model, why)}
    ${chain(why)}
    ${sessionLines(why)}
    ${model.proof && html`<section class="group"><h2>Receipt</h2>${receipts(model.proof)}</section>`}
    ${suggestions(why.suggestions, model.query.session)}
    ${grounds(why)}
  </section>`

/** The mark says it already. */
const afterMark = (answer: string) => firstUp(answer.replace(/^(?:Not live|Live): /, ''))

const about = ({ plugin, component, line, file }: Why): Content => {
  const parts: Content[] = [
    line !== null && `line ${line}`,
    component !== null && component !== 'other' && component,
    plugin !== null && html`of <a href="${urls.plugin(plugin)}">${visible(plugin)}</a>`,
  ].filter(Boolean)
  return parts.length > 0 && html`<span class="about" id="${idOf('about', file)}">${join(parts, ' ')}</span>`
}

const suggestions = (paths: readonly string[], session: number | null): Content =>
  paths.length > 0 &&
  html`<ul class="lines paths" aria-label="Files to ask about">${paths.map((file) => html`<li id="${idOf('s', file)}" data-row><a class="key" href="${urls.why(file, session ?? undefined)}"><code title="${spelled(file)}">${visible(cut(tilde(file), 96))}</code></a></li>`)}</ul>`

const nothingAsked = ({ lately }: WhyModel): Content => html`
  <div class="why">
    ${
      lately.length > 0 &&
      html`<section class="group"><h2>Edited, and not everywhere yet</h2>
      <ul class="lines paths">${lately.map(({ path: file, plugin, at }) => html`<li id="${idOf('s', file)}" data-row><a class="key" href="${urls.why(file)}"><code title="${spelled(file)}">${visible(cut(tilde(file), 84))}</code></a><span class="amount">${visible(plugin)} ${time(at)}</span></li>`)}</ul></section>`
    }
    <section class="group"><h2>What can be asked</h2>
      <dl class="asks">${ASKS.map(([what, example]) => html`<div><dt>${what}</dt><dd><code>${example}</code></dd></div>`)}</dl>
      <p class="aside">Any file of a plugin, of a project or of yours: the answer follows it from the edit to each running session, says where it is stuck and what the least is that helps.</p>
    </section>
  </div>`

const ASKS = [
  ['A path', '~/dev/voice/skills/speak/SKILL.md'],
  ['As an editor or a compiler gives it', 'skills/speak/SKILL.md:12'],
  ['A piece of one', 'speak/SKILL.md'],
  ['As a hook is written', `\${CLAUDE_PLUGIN_ROOT}/hooks/remind.mjs`],
  ['In a terminal', 'hotplug why FILE --session PID'],
] as const
