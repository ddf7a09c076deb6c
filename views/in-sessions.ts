import { html } from 'hono/html'
import type { InSession } from '../server/plugins/in-sessions.ts'
import { type Content, chip, join, visible } from './html.ts'
import { tilde } from './text.ts'

export const NO_SESSION = 'No running session has it loaded: the next one starts with it.'

/** Where what is left is to be done: '~/proj (process 4242)'. */
const placeOf = ({ pid, cwd }: InSession) => (cwd === null ? `process ${pid}` : `${tilde(cwd)} (process ${pid})`)

/** The same for a terminal, as one sentence: 'In ~/proj (process 4242): /reload-plugins'. */
export function whatIsLeftInWords(sessions: readonly InSession[], commands: readonly string[]): string {
  if (sessions.length === 0) return NO_SESSION
  const places = listed(sessions.map(placeOf))
  return `In ${places}: ${commands.length === 0 ? 'nothing, its next use reads the new files' : commands.join(', then ')}`
}

/** What is to be typed where, each command with its copy button. */
export function whatIsLeftIn(all: readonly InSession[], commands: readonly string[]): Content {
  if (all.length === 0) return html`<span class="after">${NO_SESSION}</span>`
  const done = all.filter((one) => one.shown)
  const shown = done
    .slice(0, MOST)
    .map((one) => html`<span class="after">${visible(placeOf(one))} has it: ${visible(one.shown ?? '')}</span>`)
  const sessions = all.filter((one) => !one.shown)
  return join(sessions.length === 0 ? shown : [...shown, stepsIn(sessions, commands)], ' ')
}

function stepsIn(sessions: readonly InSession[], commands: readonly string[]): Content {
  const places = visible(listed(sessions.map(placeOf)))
  if (commands.length === 0) return html`<span class="after">In ${places} its next use reads the new files.</span>`
  const steps = commands.map((command) => (command.startsWith('/') ? chip(command) : ['a ', visible(command)]))
  return html`<span class="after">In ${places}: ${join(steps, ', then ')}</span>`
}

const MOST = 3

const listed = (places: readonly string[]) =>
  places.length > MOST
    ? `${places.slice(0, MOST).join(', ')} and ${places.length - MOST} more`
    : places.join(', ').replace(/, ([^,]*)$/, ' and $1')
