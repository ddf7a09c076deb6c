import { html } from 'hono/html'
import type { GroupLine } from '../server/loading/autoload-model.ts'
import { type Content, join, visible } from './html.ts'
import { count, spelled } from './text.ts'

const MOST = 60

/** What asks for a group, unfolded: the words of prompts, and what a project shows. */
export function groupSignals({ name, keywords, signals, lowered }: GroupLine, on: boolean): Content {
  const { prompt, project } = signals
  const says = [...new Set(project.map((signal) => signal.says))]
  return html`
    <details id="signals-${spelled(name)}" class="signals"><summary>What asks for it${on ? '' : ', when it is on'}: <i>${visible(keywords.slice(0, 6).join(', '))}</i></summary>
    <dl>
      ${LISTS.map(([list, words]) => prompt[list].length > 0 && html`<dt>${words}</dt><dd>${terms(prompt[list])}</dd>`)}
      ${says.length > 0 && html`<dt>Seen in a project</dt><dd>${terms(says)}</dd>`}
      ${
        lowered.length > 0 &&
        html`<dt>Called wrong in this project</dt><dd>${join(
          lowered.map(({ signal, times }) => html`<code>${visible(signal)}</code>${times > 1 && ` ${times} times`}`),
          ', ',
        )}</dd>`
      }
    </dl></details>`
}

const LISTS = [
  ['strong', 'Enough alone'],
  ['tasks', 'With a verb of doing'],
  ['vague', 'With another sign nearby'],
  ['cues', 'Only confirms others'],
  ['never', 'Means something else'],
  ['files', 'Names of files'],
  ['addresses', 'Addresses'],
  ['languages', 'Languages of pasted code'],
  ['imports', 'Imports of pasted code'],
] as const

const terms = (all: readonly string[]): Content => [
  join(
    all.slice(0, MOST).map((term) => html`<code>${visible(term)}</code>`),
    ' ',
  ),
  all.length > MOST && html` <i>and ${count(all.length - MOST, 'more', 'more')}</i>`,
]
