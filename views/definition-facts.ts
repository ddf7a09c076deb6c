import { html } from 'hono/html'
import type { OwnFile } from '../server/plugins/doctor/definition-files.ts'
import type { DefinitionModel } from '../server/plugins/doctor/definition-model.ts'
import type { EditRow } from '../server/plugins/edits/types.ts'
import { actionList } from './actions.ts'
import { evidence } from './file-pane.ts'
import { type Content, chip, join, path, time, visible } from './html.ts'
import { age, count, duration, size } from './text.ts'
import * as urls from './urls.ts'

/** What is to be known beside the text: where it is, what it costs, what an edit needs, what happened to it. */
export const definitionFacts = (model: DefinitionModel): Content => html`
  <aside aria-label="About it">
    ${whereabouts(model)}
    ${use(model)}
    ${cost(model)}
    ${remedies(model)}
    ${model.files !== null && files(model, model.files)}
    ${history(model)}
  </aside>`

const whereabouts = ({ definition, modifiedAt }: DefinitionModel) => html`
  <section><h2>Where</h2><dl>
    <dt>File</dt><dd>${path(definition.file, 40)}</dd>
    <dt>Edited</dt><dd>${modifiedAt === null ? 'unknown' : ago(modifiedAt)}, ${size(definition.bytes)}</dd>
    ${
      definition.aliases.length > 0 &&
      html`<dt>Also called</dt><dd>${join(
        definition.aliases.map((name) => html`<code>${visible(name)}</code>`),
        ', ',
      )}</dd>`
    }
  </dl></section>`

/** '3 min ago' */
export const ago = (at: number): Content => (age(at) === 'now' ? 'just now' : html`${time(at)} ago`)

function use({ definition: { kind, use, frontmatter } }: DefinitionModel): Content {
  if (kind === 'output style') return null
  const { model, context } = frontmatter.fields
  return html`
  <section><h2>Use</h2><dl>
    <dt>By</dt><dd>${[use.people && kind !== 'agent' && 'people', use.claude && 'Claude'].filter(Boolean).join(' and ') || 'nobody'}</dd>
    ${
      use.tools.length > 0 &&
      html`<dt>${kind === 'agent' ? 'Its tools' : 'Allows'}</dt><dd>${join(
        use.tools.slice(0, 40).map((tool) => html`<code>${visible(tool)}</code>`),
        ', ',
      )}</dd>`
    }
    ${typeof model === 'string' && html`<dt>Model</dt><dd><code>${visible(model)}</code></dd>`}
    ${context === 'fork' && html`<dt>Context</dt><dd>a conversation of its own</dd>`}
  </dl></section>`
}

const cost = ({ definition: { kind, cost, description }, standing }: DefinitionModel) => html`
  <section><h2>Cost <small>estimated: a token is taken for four characters</small></h2><dl>
    <dt>In every session</dt><dd>${kind === 'output style' ? 'nothing while it is not set' : isUsed(standing) ? count(cost.alwaysOn, 'token') : 'nothing: no session knows it'}</dd>
    <dt>When it is used</dt><dd>${count(cost.onInvoke, 'token')}</dd>
    <dt>Claude is told</dt><dd>${description.text === '' ? 'nothing: it has no description' : visible(description.text.slice(0, 400))}${description.from === 'first line' && html` <i>(its first line: it has no description)</i>`}</dd>
  </dl></section>`

const isUsed = (standing: DefinitionModel['standing']) =>
  standing === null || standing.state === 'wins' || standing.state === 'undecided'

function remedies({ remedies, needsSync }: DefinitionModel): Content {
  const [first] = remedies
  if (!first) return null
  return html`
    <section><h2>After an edit</h2><dl>${remedies.map(
      ({ of, verdict }) =>
        html`<dt>Of its ${of}</dt><dd>${needsSync && 'Sync, then '}${join(verdict.rule.remedy.map(actionWord), ', then ')}</dd>`,
    )}</dl>
    <p class="calm">${visible(first.verdict.rule.why)}</p>${evidence(first.verdict)}</section>`
}

const actionWord = (action: string): Content => (action.startsWith('/') ? chip(action) : (WORDS.get(action) ?? action))

const WORDS = new Map([
  ['none', 'nothing'],
  ['wait', 'a few seconds'],
  ['new session', 'a new session'],
])

const files = ({ definition }: DefinitionModel, { files, isWhole }: NonNullable<DefinitionModel['files']>) => html`
  <section><h2>${isWhole ? count(files.length, 'file') : `More than ${count(files.length, 'file')}`}</h2>
    <ul class="own-files">${files.map((file) => html`<li>${fileName(definition.place, file)} <small>${file.isLink ? 'link' : size(file.size)}</small></li>`)}</ul>
  </section>`

const fileName = (place: DefinitionModel['definition']['place'], { path: below, below: inPlace }: OwnFile): Content =>
  place.kind === 'plugin'
    ? html`<a href="${urls.plugin(place.id, { file: inPlace })}"><code>${visible(below)}</code></a>`
    : html`<code>${visible(below)}</code>`

function history({ past }: DefinitionModel): Content {
  if (past === null)
    return html`<section><h2>History</h2><p class="nothing">Only edits of plugins’ files are recorded.</p></section>`
  const { edits, actions } = past
  if (edits.length === 0 && actions.length === 0)
    return html`<section><h2>History</h2><p class="nothing">No edit of it was seen yet, and nothing was done with it.</p></section>`
  return html`
    <section><h2>History</h2>
      ${edits.length > 0 && html`<ul class="edits">${edits.map(edit)}</ul>`}
      ${actions.length > 0 && actionList(actions, false)}
    </section>`
}

const edit = ({ saved_at, change, loaded_at, live_at }: EditRow) => html`
  <li><span class="when">${time(saved_at)}</span> ${change === 'description' ? 'description edited' : change}, ${
    live_at !== null
      ? `live after ${duration(Math.max(0, live_at - saved_at))}`
      : loaded_at !== null
        ? 'loaded, and in no session yet'
        : 'not loaded yet'
  }</li>`
