import { html } from 'hono/html'
import type { ProbeModel } from '../server/plugins/probe/model.ts'
import { type Content, type Html, visible } from './html.ts'
import { page } from './layout.ts'
import { probeForm } from './probe-form.ts'
import { probeResults } from './probe-results.ts'
import { probeRun } from './probe-run.ts'
import { count } from './text.ts'
import * as urls from './urls.ts'

/** Measuring the user's own Claude Code: what it is, the run that is under way, and the results beside the shipped rules. */
export const probePage = (model: ProbeModel, alert?: string): Html =>
  page({
    title: 'Probe',
    place: 'guide',
    topics: ['probe', 'claude', 'history', 'activity'],
    shell: model.shell,
    alert,
    content: html`
      <div class="head"><h1><a class="up" href="${urls.guide()}">Guide</a> Probe</h1><p class="answer">${answer(model)}</p></div>
      <div class="probe">
        ${model.latest !== null && probeRun(model.latest)}
        ${probeForm(model)}
      </div>
      ${model.chosen === null ? nothingYet : probeResults(model)}`,
  })

function answer({ installed, standing, newest, versions, counts, chosen }: ProbeModel): Content {
  if (installed === null) return 'No claude was found that could be measured.'
  const name = html`<b>Claude Code ${visible(installed)}</b>`
  const here = versions.find(({ version }) => version === installed)
  if (here) {
    const differing = chosen === installed && counts.differs > 0 && `, ${counts.differs} not as the rules that ship say`
    return html`${name} was measured here: ${count(here.results, 'result')}${differing}.`
  }
  if (standing === 'measured')
    return html`The rules for ${name} ship with Hotplug. Here you can check them on this machine.`
  if (standing === 'newer')
    return html`${name} is newer than ${visible(newest)}, the newest one that was measured. Its rules are a guess until it is.`
  return html`${name} was not measured. Its rules are those of an older version until it is.`
}

const nothingYet = html`
  <div class="empty"><p><b>Nothing was measured here yet.</b></p><p>Results appear here as they come, each beside the rule that ships with Hotplug.</p></div>`
