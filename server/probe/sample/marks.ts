/**
 * A word of its own for every kind of file and every edit of it, so that whatever reaches the model tells which copy it
 * came from.
 */
export const markOf = (kind: string, take: number): string => `${slugOf(kind)}-${ORDINALS[take]}`

/** A name for what comes and goes with the takes: no mark, for names are told where texts are not in effect. */
export const nameOf = (kind: string, take: number): string => `${slugOf(kind)}-${'abcd'[take]}`

/** A kind as part of a file's name. */
const slugOf = (kind: string): string =>
  kind
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '-')
    .replaceAll(/^-|-$/g, '')

/** Whether a text holds a mark; 'user-claude-md-first' is not 'claude-md-first'. */
export const holds = (text: string, mark: string): boolean => new RegExp(`(?<![a-z-])${mark}(?![a-z-])`).test(text)

/** Take 0 is what a session begins with; each edit makes the next one. */
const ORDINALS = ['first', 'second', 'third', 'fourth'] as const

export const LAST_TAKE = ORDINALS.length - 1
