import type { Context } from 'hono'
import { HotplugError } from '../errors.ts'

/** A text field of a form; '' when it is missing or a file. */
export const field = (form: Record<string, unknown>, name: string): string => {
  const value = form[name]
  return typeof value === 'string' ? value : ''
}

/** A field that may be there several times, when the form was read with `all`. */
export const fields = (form: Record<string, unknown>, name: string): string[] =>
  [form[name]].flat().filter((value) => typeof value === 'string')

/** What to say on the same page when something was refused; whatever else went wrong is thrown on. */
export function refusal(error: unknown): string {
  if (error instanceof HotplugError && error.status !== 404) {
    return `${error.message} ${error.next}`.trim()
  }
  throw error
}

/** The address of the page that a form of every page (a notice's Undo) was sent from. */
export function pageBefore(c: Context): string {
  const sent = c.req.header('hx-current-url')
  const url = sent && URL.canParse(sent) ? new URL(sent) : null
  return url && url.host === c.req.header('host') && url.pathname.startsWith('/')
    ? `/${url.pathname.replace(/^\/+/, '')}${url.search}`
    : '/'
}
