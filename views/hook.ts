import { html } from 'hono/html'
import type { Script } from '../server/doctor/hooks/types.ts'
import type { HookModel, ShownHook } from '../server/plugins/doctor/hooks/types.ts'
import { doctorTabs } from './doctor-tabs.ts'
import { findingList } from './findings.ts'
import { hookBench } from './hook-bench.ts'
import { hookCondition } from './hook-condition.ts'
import { hookLog } from './hook-log.ts'
import { hookCost } from './hook-overhead.ts'
import { copyWords, effectMark, meaningWords, ownerWords, timeoutWords, typeWord } from './hook-words.ts'
import { eventWords } from './hooks.ts'
import { type Content, copyButton, type Html, join, mark, path, time, visible, withCode } from './html.ts'
import { IN_PLACE } from './in-place.ts'
import { page } from './layout.ts'
import { count, cut, spelled, tilde, UNSEEN_IN_LINE } from './text.ts'
import * as urls from './urls.ts'

/** One hook: whether it runs and when, what was found about it, and what can be done with it. */
export const hookPage = (model: HookModel, alert?: string): Html =>
  page({
    title: `${model.shown.hook.event} hook`,
    place: 'doctor',
    topics: ['doctor', 'inventory', 'claude', 'history'],
    shell: model.shell,
    alert,
    content: html`
      <div class="head"><h1>${title(model.shown)}</h1></div>
      <div class="tools" ${IN_PLACE}>${doctorTabs('hooks')}</div>
      <div class="one-hook">
        ${standing(model)}
        ${facts(model)}
        ${findings(model)}
        ${scripts(model)}
        ${hookCondition(model.condition)}
        ${hookBench(model.bench)}
        ${hookCost(model.cost)}
        ${hookLog(model.logs)}
        ${written(model)}
        ${beside(model)}
      </div>`,
  })

const title = ({ hook }: ShownHook) => html`${visible(hook.event)} hook <i>of</i> ${ownerWords(hook.owner)}`

function standing({ shown, rule }: HookModel): Content {
  const { hook, effect, does, same } = shown
  const copy = copyWords(shown)
  const why = effect.state === 'in effect' ? effect.when : effect.why
  return html`
        <p class="does"><code>${visible(does)}</code>${copyButton(does, 'command')}</p>
        <p class="standing">${effectMark(effect)} ${why && html`<span>${withCode(why)}</span>`} ${copy && html`<span>${copy}</span>`} <i>${eventWords(hook.event, rule)}</i></p>
        ${same > 1 && html`<p class="note">It is configured ${count(same, 'time')}: Claude Code takes the same handler for one, and runs it once.</p>`}`
}

function facts(model: HookModel): Content {
  const { shown } = model
  const { hook } = shown
  const rows: [string, Content][] = [
    ['Event', html`<a href="${urls.hooks({ event: hook.event })}"><code>${visible(hook.event)}</code></a>`],
    ['Matcher', matcher(model)],
    ['Type', typeWord(hook.type)],
    ['Timeout', timeoutWords(shown) ?? 'not known'],
    ['From', from(shown)],
  ]
  return html`<dl class="facts of-hook">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}

function matcher({ shown: { hook, meaning }, matches }: HookModel): Content {
  const written = hook.matcher ? html`<code>${visible(hook.matcher)}</code> ` : null
  return html`${written}<i>${meaningWords(meaning)}</i>${matches !== null && html`<br><span class="matches">Of those that are known: ${matches.values.length === 0 ? 'none' : visible(matches.values.join(', '))}</span>`}`
}

function from({ hook, below }: ShownHook): Content {
  const at = hook.line === null ? '' : `:${hook.line}`
  const words = html`<code title="${spelled(hook.file + at)}">${visible(cut(below ?? tilde(hook.file), 64))}${at}</code>`
  const { owner } = hook
  const plugin = owner.kind === 'settings' ? null : owner.plugin
  return html`${plugin !== null && below !== null ? html`<a href="${urls.plugin(plugin, { file: below })}">${words}</a>` : words} ${copyButton(hook.file + at)}`
}

const findings = ({ findings }: HookModel) =>
  findings.length > 0 &&
  html`<section class="group" aria-labelledby="found"><h2 id="found">What was found</h2>${findingList(findings)}</section>`

function scripts({ launch }: HookModel): Content {
  if (launch === null || (launch.scripts.length === 0 && launch.program === null)) return null
  const { form, program, scripts } = launch
  const isScript = scripts.some(({ path }) => path === program?.path)
  return html`
        <section class="group" aria-labelledby="starts"><h2 id="starts">What it starts</h2>
          <p class="calm">${form === 'exec' ? 'Started as it is, without a shell' : 'Given to a shell'}${program !== null && !isScript && html`: <code>${visible(cut(program.word, 60))}</code> ${program.path === null ? html`<b class="absent">found nowhere</b>` : path(program.path, 48)}`}</p>
          ${scripts.length > 0 && html`<ul class="scripts">${scripts.map(script)}</ul>`}
        </section>`
}

function script({ path: file, state, interpreter, executable, direct, syntax, modifiedAt }: Script): Content {
  const words = [
    interpreter !== null && html`run by <code>${visible(interpreter.word)}</code>`,
    direct && (executable ? 'executable' : 'not executable'),
    SYNTAX[syntax.state],
    modifiedAt !== null && html`edited ${time(modifiedAt)} ago`,
  ].filter(Boolean)
  return html`<li>${path(file, 64)} ${state === 'file' ? html`<i>${join(words, ', ')}</i>` : mark('problem', STATES[state])}</li>`
}

const SYNTAX = { ok: 'syntax is fine', wrong: 'syntax error', 'not checked': null }

const STATES = {
  missing: 'missing',
  folder: 'a folder',
  unreadable: 'unreadable',
  'leaves the plugin': 'outside the plugin',
}

const written = ({ written }: HookModel) => html`
        <details id="written" class="group"><summary>As it is written</summary><pre>${visible(written, UNSEEN_IN_LINE)}</pre></details>`

function beside({ beside, shown }: HookModel): Content {
  if (beside.length === 0) return null
  return html`
        <section class="group" aria-labelledby="beside"><h2 id="beside">Started at the same time <i>where their matchers match too</i></h2>
          <ul class="lines">${beside.slice(0, MOST).map(
            ({ hook, does, effect, onlyIn }) => html`
            <li><span class="key">${hook.matcher ? html`<code>${visible(cut(hook.matcher, 30))}</code>` : 'always'}</span><span><a href="${urls.hook(hook.id)}"><code>${visible(cut(does, 64))}</code></a> <i>${ownerWords(hook.owner)}</i> ${effect.state !== 'in effect' && html`<i>· not in effect</i>`}${onlyIn === 'loaded copy' && html`<i>· in the loaded copy only</i>`}</span></li>`,
          )}</ul>
          ${beside.length > MOST && html`<p class="nothing"><a href="${urls.hooks({ event: shown.hook.event })}">All ${beside.length + 1}</a></p>`}
        </section>`
}

const MOST = 12
