import { html } from 'hono/html'
import type { Evidence } from '../server/doctor/types.ts'
import type { CheckModel, ChecksModel } from '../server/plugins/doctor/model.ts'
import { findingList } from './findings.ts'
import { type Content, type Html, visible, withCode } from './html.ts'
import { page } from './layout.ts'
import { count } from './text.ts'
import * as urls from './urls.ts'

/** A check: what it looks for, how its rule is known, and what it finds now. */
export const checkPage = ({ shell, check, findings }: CheckModel): Html =>
  page({
    title: check.title.replaceAll('`', ''),
    place: 'doctor',
    topics: ['doctor'],
    shell,
    content: html`
      <div class="head"><h1><a class="up" href="${urls.doctor()}">Doctor</a> <a class="up" href="${urls.doctorChecks}">Checks</a> ${withCode(check.title)}</h1></div>
      <div class="doctor">
        <section class="rule" aria-label="How this is known">
          <p class="says">${withCode(check.evidence.says)}</p>
          <dl class="facts">
            <div><dt>Known</dt><dd>${HOW[check.evidence.how]}${version(check.evidence)}</dd></div>
            ${check.evidence.shownBy !== undefined && html`<div><dt>Shown by</dt><dd><code>test/${visible(check.evidence.shownBy)}</code></dd></div>`}
            <div><dt>Looks at</dt><dd>${LOOKS_AT[check.of]}</dd></div>
            <div><dt>Named</dt><dd><code>${visible(check.name)}</code></dd></div>
          </dl>
        </section>
        <section aria-labelledby="found"><h2 id="found">Found now <i>${findings.length}</i></h2>
          ${findings.length === 0 ? html`<p class="nothing">It finds nothing.</p>` : findingList(findings)}
        </section>
      </div>`,
  })

/** Every check there is, by what it looks at. */
export const checksPage = ({ shell, checks }: ChecksModel): Html =>
  page({
    title: 'Checks',
    place: 'doctor',
    topics: ['doctor'],
    shell,
    content: html`
      <div class="head"><h1><a class="up" href="${urls.doctor()}">Doctor</a> ${count(checks.length, 'check')}</h1></div>
      <div class="doctor">${[...Map.groupBy(checks, ({ check }) => check.of)].map(
        ([of, members]) => html`
        <section aria-labelledby="of-${of.replaceAll(' ', '-')}"><h2 id="of-${of.replaceAll(' ', '-')}">${LOOKS_AT[of]}</h2>
          <ul class="checks">${members.map(
            ({ check, amount }) => html`
            <li><span><a href="${urls.doctorCheck(check.name)}">${withCode(check.title)}</a></span><span class="known">${SHORT[check.evidence.how]}${check.evidence.version !== null && html` <code>${visible(check.evidence.version)}</code>`}</span><span class="amount">${amount > 0 && count(amount, 'finding')}</span></li>`,
          )}</ul>
        </section>`,
      )}</div>`,
  })

const HOW: Record<Evidence['how'], string> = {
  measured: 'measured with the real program',
  documented: 'documented by its makers, not measured',
  derived: 'it follows from the file system, the shell or the file’s format',
}

const SHORT: Record<Evidence['how'], string> = { measured: 'measured', documented: 'documented', derived: 'derived' }

const version = ({ version }: Evidence): Content =>
  version !== null && html`, Claude Code <code>${visible(version)}</code>`

const LOOKS_AT: Record<CheckModel['check']['of'], string> = {
  hook: 'Every hook',
  'hook file': 'Every file that configures hooks',
  definition: 'Every skill, command, agent and output style',
  server: 'Every MCP and LSP server',
  'server file': 'Every file that configures servers',
  plugin: 'Every plugin',
  marketplace: 'Every marketplace',
  everything: 'Everything at once',
}
