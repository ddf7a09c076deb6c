import { html } from 'hono/html'
import type { Standing } from '../server/doctor/definitions/standing.ts'
import { type Content, mark, visible } from './html.ts'
import { cut } from './text.ts'
import * as urls from './urls.ts'

/** '● Used', '○ Name taken' */
export function standingMark(standing: Standing): Content {
  if (standing.state === 'wins') return mark('live', 'Used')
  if (standing.state === 'undecided') return mark('problem', 'By chance')
  if (standing.state === 'loses') return mark('not-loaded', 'Name taken')
  if (standing.state === 'same file') return mark('not-loaded', 'Same file')
  return standing.why.endsWith('is disabled.') ? mark('not-loaded', 'Disabled') : mark('problem', 'Not discovered')
}

/** Why it is not what runs by its name, or what it keeps from running; null where there is nothing to say. */
export function whyStanding(standing: Standing): Content {
  if (standing.state === 'off') return visible(standing.why)
  if (standing.state === 'same file') return html`The same file as ${named(standing.as)}.`
  if (standing.state === 'loses') return html`${named(standing.to)} is used instead. ${visible(standing.why)}`
  if (standing.state === 'undecided')
    return `One of ${standing.among.length} with this name is used, as Claude Code happens to read them.`
  if (standing.over.length === 0) return null
  return html`Used before ${standing.over.slice(0, 3).map((one, index) => html`${index > 0 && ', '}${named(one)}`)}${standing.over.length > 3 && ` and ${standing.over.length - 3} more`}.`
}

const named = ({ id, kind, place }: { id: string; kind: string; place: { kind: string; id?: string } }) =>
  html`<a href="${urls.definition(id)}">the ${kind} of ${visible(cut(place.id ?? (place.kind === 'user' ? 'yours' : 'the project'), 40))}</a>`
