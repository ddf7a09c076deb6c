import { html } from 'hono/html'
import type { Step } from '../server/plugins/types.ts'
import type { WhyModel } from '../server/plugins/why/model.ts'
import type { Why } from '../server/plugins/why/types.ts'
import { type Content, chip, join, visible } from './html.ts'
import { SAME_ADDRESS } from './in-place.ts'
import { needsReview, planVerb } from './plan-words.ts'
import * as urls from './urls.ts'

/** The least that makes it live: ours as a button, Claude Code's as a command to copy. */
export const whatToDo = (model: WhyModel, why: Why): Content => {
  const { plugin, isCopyEdited } = why
  const isNobodys = why.broken === null && why.sessions.length === 0
  const steps = isNobodys ? [] : why.steps
  const aside = isNobodys && inASession(why.steps)
  if (steps.length === 0 && !isCopyEdited) return aside
  return html`${aside}<ol class="steps" aria-label="What to do">${steps.map((step) => html`<li><div>${control(model, plugin, step)}</div><p>${visible(step.why)}</p></li>`)}${
    isCopyEdited && plugin !== null
      ? html`<li><div><a class="button" href="${urls.sync(plugin, 'cache')}">Bring it back to the source…</a></div><p>The copy that Claude Code reads holds what the source does not.</p></li>`
      : null
  }</ol>`
}

/** What a session would need that nobody knows of. */
const inASession = (steps: readonly Step[]): Content => {
  const commands = steps.flatMap(({ by, command, text }) => (by === 'claude' ? [command ?? text] : []))
  return (
    commands.length > 0 &&
    html`<p class="aside">A session that began before the edit would need ${join(
      commands.map((command) => (command.startsWith('/') ? chip(command) : ['a ', visible(command)])),
      ' then ',
    )}.</p>`
  )
}

function control({ plan }: WhyModel, plugin: string | null, step: Step): Content {
  if (step.text === 'reinstall' && plugin !== null)
    return html`<a class="button primary" data-primary href="${urls.reinstall(plugin)}">Reinstall…</a>`
  if (step.by === 'claude' && step.command !== null)
    return html`${chip(step.command)} <i>${step.command.startsWith('/') ? 'in the session' : 'in a terminal'}</i>`
  if (step.by !== 'hotplug' || plugin === null) return visible(step.text)
  if (plan === null || needsReview(plan))
    return html`<a class="button primary" data-primary href="${urls.sync(plugin)}">${plan === null ? visible(step.text) : planVerb(plan)}…</a>`
  return html`
    <form method="post" action="${urls.sync(plugin)}" ${SAME_ADDRESS}>
      <input type="hidden" name="plan" value="${plan.fingerprint}"><input type="hidden" name="back" value="why">
      <button class="primary" data-primary>${planVerb(plan)}</button>
    </form>
    <a href="${urls.sync(plugin)}">What it will do</a>`
}
