import { isObject } from '../../claude/json.ts'
import type { JsonPath } from '../../claude/position.ts'

/** One handler where it stands: before it is known who configures it. */
export type Handler = {
  at: JsonPath
  event: string
  matcher: string | null
  fields: Readonly<Record<string, unknown>>
}

/** Far more than anybody writes, and little enough for a file that means harm. */
export const MOST_HANDLERS = 500

/**
 * Every handler in a value that maps events to lists of matchers. Whatever is shaped otherwise is left out: the checks
 * of the file say so.
 */
export function handlersIn(events: unknown, below: JsonPath): Handler[] {
  return [...handlers(events, below).take(MOST_HANDLERS)]
}

function* handlers(events: unknown, below: JsonPath): Generator<Handler, undefined> {
  for (const [event, groups] of isObject(events) ? Object.entries(events) : []) {
    for (const [index, group] of listed(groups)) {
      const { matcher, hooks } = group as { matcher?: unknown; hooks?: unknown }
      for (const [position, fields] of listed(hooks))
        yield {
          at: [...below, event, index, 'hooks', position],
          event,
          matcher: typeof matcher === 'string' ? matcher : null,
          fields,
        }
    }
  }
}

const listed = (value: unknown) =>
  [...(Array.isArray(value) ? value : []).entries()].filter((entry): entry is [number, Record<string, unknown>] =>
    isObject(entry[1]),
  )
