import { html } from 'hono/html'
import type { Guide, GuideRow, GuideSpan } from '../server/reload/guide.ts'
import { remedy } from './guide-cell.ts'
import type { Content } from './html.ts'

/** How the answers of a row changed from version to version; nothing where they never did. */
export function guideSpans({ id, history }: GuideRow, columns: Guide['columns']): Content {
  if (history.length < 2) return null
  return html`
    <details name="evidence" id="spans-${id}">
      <summary>changed in ${history
        .slice(1)
        .map(({ from }) => from)
        .join(', ')}</summary>
      <div class="grounds"><dl>${history.map((span) => html`<dt>${versions(span)}</dt><dd>${answers(span, columns)}</dd>`)}</dl></div>
    </details>`
}

const versions = ({ from, to }: GuideSpan) =>
  from === to ? html`<code>${from}</code>` : html`<code>${from}</code> to <code>${to}</code>`

/** Each different answer once, with the columns it holds for unless it holds for all. */
function answers({ remedies }: GuideSpan, columns: Guide['columns']): Content {
  const given = remedies.flatMap((answer, index) =>
    answer === null ? [] : [{ answer, words: columns[index]?.words ?? '' }],
  )
  const groups = [...Map.groupBy(given, ({ answer }) => answer)]
  return groups.map(
    ([answer, where]) =>
      html`<p>${remedy(answer.split(', then '))}${groups.length > 1 && html` <i>${where.map(({ words }) => words).join('; ')}</i>`}</p>`,
  )
}
