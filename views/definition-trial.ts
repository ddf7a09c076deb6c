import { html } from 'hono/html'
import type { DefinitionModel } from '../server/plugins/doctor/definition-model.ts'
import type { Refused, TakenText, Trial } from '../server/plugins/doctor/trial-types.ts'
import { ago } from './definition-facts.ts'
import { type Content, path, visible, withCode } from './html.ts'
import { SAME_ADDRESS } from './in-place.ts'
import { plainText } from './plain-text.ts'
import { count, spelled, UNSEEN_IN_LINE } from './text.ts'
import * as urls from './urls.ts'

/** Invoking it with the real program, and what that gave Claude the last time. */
export function definitionTrial(model: DefinitionModel): Content {
  const { trial, text, shell } = model
  return html`
    <section class="trial" id="trial" aria-labelledby="trial-title">
      <h2 id="trial-title">Try it</h2>
      ${text.state === 'read' && (shell.program === null ? NO_PROGRAM : form(model, text.hash))}
      ${trial !== null && outcome(trial, text.state === 'read' ? text.hash : null, model.commands.length)}
    </section>`
}

const NO_PROGRAM = html`<p class="nothing">No <code>claude</code> was found to try it with.</p>`

const form = ({ definition, commands, trial, isBusy }: DefinitionModel, hash: string) => html`
  <form method="post" action="${urls.definitionTrial(definition.id)}" ${SAME_ADDRESS}>
    <input type="hidden" name="hash" value="${hash}">
    <p class="calm">${ABOUT[definition.kind]}</p>
    <div class="asked">
      ${definition.kind !== 'output style' && html`<label>${definition.kind === 'agent' ? 'Task' : 'Arguments'} <input name="arguments" type="text" value="${trial?.given ?? ''}" maxlength="2000" autocomplete="off" spellcheck="false"${hintOf(definition)}></label>`}
      <button class="primary"${isBusy ? html` disabled` : ''}>Try it</button>
    </div>
    ${commands.length > 0 && commandsOf(commands)}
  </form>`

const ABOUT = {
  skill:
    'Invokes it in the real Claude Code, offline, in a folder of its own with nothing else of its plugin, and shows exactly what Claude is given.',
  command:
    'Invokes it in the real Claude Code, offline, in a folder of its own with nothing else of its plugin, and shows exactly what Claude is given.',
  agent:
    'Starts it in the real Claude Code, offline, in a folder of its own without its servers and hooks, and shows its system prompt.',
  'output style':
    'Sets it in the real Claude Code, offline, in a folder of its own, and shows its part of the system prompt.',
} as const

function hintOf({ frontmatter }: DefinitionModel['definition']): Content {
  const hint = frontmatter.fields['argument-hint']
  const text = Array.isArray(hint) ? `[${hint.join(', ')}]` : hint
  return typeof text === 'string' ? html` placeholder="${spelled(text.slice(0, 200))}"` : ''
}

const commandsOf = (commands: readonly string[]) => html`
  <details class="commands" id="trial-commands"><summary>Its text runs ${count(commands.length, 'command')}, which the trial leaves out…</summary>
    <ul>${commands.map((command) => html`<li><code>${visible(command)}</code></li>`)}</ul>
    <label><input type="checkbox" name="run" value="yes"> Run them too: on this machine, in an empty folder, without your settings and keys</label>
  </details>`

function outcome(trial: Trial, hash: string | null, commands: number): Content {
  const { outcome } = trial
  if (outcome.state === 'running')
    return html`<div class="outcome underway" role="status"><p><b>Trying…</b> It takes about a second.</p></div>`
  const about = html`<span class="when">${ago(trial.at)}</span>`
  if (outcome.state === 'failed')
    return html`<div class="outcome failed" role="status"><p><b>It could not be tried.</b> ${about}</p><p>${withCode(outcome.sentence)}</p></div>`
  const old =
    hash !== null &&
    hash !== trial.hash &&
    html`<p class="old">The file changed since. Try it again to see what it gives now.</p>`
  return outcome.state === 'refused' ? refused(outcome, about, old) : taken(outcome, trial, about, old, commands)
}

const refused = ({ sentence, said }: Refused, about: Content, old: Content) => html`
  <div class="outcome failed" role="status">
    <p><b>Nothing reached Claude.</b> ${about}</p>
    <p>${withCode(sentence)}</p>
    ${said !== null && html`<p>Claude Code says:</p>${plainText('said.txt', said, false)}`}
    ${old}
  </div>`

const taken = (outcome: TakenText, trial: Trial, about: Content, old: Content, commands: number) => html`
  <div class="outcome done" role="status">
    <p><b>${WAYS[outcome.way]}</b> <code>${visible(outcome.invoked)}</code>, Claude Code ${visible(trial.version)}, ${about}</p>
    ${old}
    <h3>Claude is given${copyText(outcome.text)} <small>${count(outcome.text.length, 'character')}, about ${count(Math.ceil(outcome.text.length / 4), 'token')}</small></h3>
    ${plainText('given.txt', outcome.text)}
    ${notes(outcome, trial, commands)}
    ${outcome.attached.map(({ file, text }) => html`<details><summary>With the file ${path(file)}</summary>${plainText('file.txt', text, false)}</details>`)}
    ${outcome.announced !== null && html`<details><summary>What Claude Code says before it</summary>${plainText('before.txt', outcome.announced, false)}</details>`}
  </div>`

/** What hides something is not offered for copying. */
const copyText = (text: string) =>
  text.search(UNSEEN_IN_LINE) < 0 &&
  html`<button type="button" class="copy" data-copy="${text}" aria-label="Copy the text" title="Copy the text"></button>`

const WAYS: Readonly<Record<TakenText['way'], string>> = {
  typed: 'Typed',
  'called by Claude': 'Called by Claude, since people may not type it:',
  subagent: 'Started as',
  'output style': 'Set as',
}

function notes({ apart, added, way }: TakenText, { ran }: Trial, leftOut: number): Content {
  const said = [
    apart && way === 'typed' && 'It is a conversation of its own: Claude sees nothing of the one before.',
    added > 0 && `Claude Code adds ${count(added, 'character')} of its own after it, as for every agent.`,
    ran && 'Its commands ran in an empty folder, without your settings and keys.',
    leftOut > 0 &&
      !ran &&
      `In place of ${leftOut === 1 ? 'its command' : `its ${leftOut} commands`} stands what Claude Code writes where commands are off.`,
  ].filter((one) => one !== false)
  return said.length > 0 && html`<ul class="remarks">${said.map((one) => html`<li>${one}</li>`)}</ul>`
}
