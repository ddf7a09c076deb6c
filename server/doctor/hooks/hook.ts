import { createHash } from 'node:crypto'
import { relative } from 'node:path'
import type { Place } from '../types.ts'
import type { Handler } from './handlers.ts'
import type { Hook, HookOwner } from './types.ts'

/** A handler that a file configures, with a name that stays while it stands where it stands. */
export function hookOf(handler: Handler, owner: HookOwner, place: Place, file: string, line: number | null): Hook {
  const { at, event, matcher, fields } = handler
  return {
    id: digest([placeName(place), relative(place.root, file), at]),
    hash: digest([event, matcher, fields]),
    owner,
    file,
    at,
    line,
    event,
    matcher,
    type: typeof fields.type === 'string' ? fields.type : null,
    handler: fields,
    timeout: typeof fields.timeout === 'number' ? fields.timeout : null,
  }
}

/** Of a hook that stands in the copy that Claude Code has loaded: another may stand in its place in the source. */
export const inLoadedCopy = (hook: Hook): Hook => ({ ...hook, id: digest(['loaded copy', hook.id]) })

const placeName = (place: Place) => (place.kind === 'plugin' ? place.id : `${place.kind} ${place.root}`)

const digest = (parts: readonly unknown[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12)
