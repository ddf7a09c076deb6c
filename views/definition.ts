import { html } from 'hono/html'
import type { DefinitionModel } from '../server/plugins/doctor/definition-model.ts'
import { definitionFacts } from './definition-facts.ts'
import { definitionTrial } from './definition-trial.ts'
import { standingMark, whyStanding } from './definition-words.ts'
import { findingList } from './findings.ts'
import { type Content, type Html, visible, withCode } from './html.ts'
import { page } from './layout.ts'
import { plainText } from './plain-text.ts'
import { count } from './text.ts'
import * as urls from './urls.ts'

/** One skill, command, agent or output style: what Claude is given of it, what it says, and what becomes of it. */
export const definitionPage = (model: DefinitionModel, alert?: string): Html =>
  page({
    title: model.definition.name,
    place: 'doctor',
    topics: ['doctor', 'inventory', 'history', 'claude'],
    shell: model.shell,
    alert,
    content: html`
      <div class="head"><h1><a class="up" href="${urls.definitions()}">Skills</a> ${visible(model.definition.name)}</h1><p class="answer">${answer(model)}</p></div>
      <div class="definition">
        <div class="said-of-it">
          ${found(model)}
          ${definitionTrial(model)}
          ${text(model)}
        </div>
        ${definitionFacts(model)}
      </div>`,
  })

function answer({ definition, standing }: DefinitionModel): Content {
  const { kind, place } = definition
  const whose =
    place.kind === 'plugin'
      ? html`of <a href="${urls.plugin(place.id)}">${visible(place.id)}</a>`
      : place.kind === 'user'
        ? 'of your own'
        : 'of this project'
  return html`${standing !== null && standingMark(standing)} <b>${KINDS[kind]}</b> ${whose}. ${standing === null ? 'A new session knows it.' : (whyStanding(standing) ?? 'A new session knows it.')}`
}

const KINDS = { skill: 'Skill', command: 'Command', agent: 'Agent', 'output style': 'Output style' } as const

const found = ({ findings }: DefinitionModel) =>
  findings.length > 0 &&
  html`<section aria-labelledby="found-title"><h2 id="found-title">${count(findings.length, 'finding')}</h2>${findingList(findings)}</section>`

const text = ({ text, definition }: DefinitionModel) => html`
  <section aria-labelledby="text-title">
    <h2 id="text-title">What it says</h2>
    ${text.state === 'read' ? plainText(definition.file, text.text) : html`<p class="alert">${withCode(text.why)}</p>`}
  </section>`
