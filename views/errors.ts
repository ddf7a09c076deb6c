import { html } from 'hono/html'
import { type Html, withCode } from './html.ts'
import { barePage } from './layout.ts'

/** What went wrong, what that means, and what to do about it. */
export const errorPage = ({
  status,
  sentence,
  next,
}: {
  status: number
  sentence: string
  next?: string | null
}): Html =>
  barePage(
    TITLES[status] ?? 'Error',
    html`
      <div class="sorry">
        <h1>${TITLES[status] ?? 'Something went wrong'} <i>${status}</i></h1>
        <p role="alert">${withCode(sentence)}</p>
        <p>${withCode(next || NEXT[status] || 'Nothing was changed. Go back and try again.')}</p>
      </div>`,
    !WITHOUT_SESSION.has(status),
  )

/** Answers of the perimeter: whoever gets them is not in. */
const WITHOUT_SESSION = new Set([401, 403, 421])

const TITLES: Record<number, string> = {
  401: 'Not signed in',
  403: 'Refused',
  404: 'Nothing is here',
  405: 'Not possible here',
  413: 'Too much',
  421: 'Wrong address',
  422: 'Not done',
  500: 'Something went wrong',
  503: 'Not now',
}

const NEXT: Record<number, string> = {
  401: 'Look in the terminal where Hotplug runs. Its link works once and signs this browser in; start Hotplug again for a new one.',
  403: 'The request did not come from a page of this panel, so nothing was done. Open the panel and do it there.',
  404: 'The plugin may have been uninstalled, or the address was mistyped.',
  421: 'Use the address that was printed in the terminal, with 127.0.0.1 or localhost.',
  500: 'Nothing is lost: what was under way is finished or taken back at the next start.',
}
