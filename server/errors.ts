import { plainWords } from './plain-words.ts'

/** What can go wrong that a person can do something about: each knows its status, its sentence and the next step. */
export class HotplugError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 409 | 421 | 422 | 500 | 503
  /** What to do now, as a sentence; empty when the message already says it. */
  readonly next: string

  constructor(status: HotplugError['status'], message: string, next = '', cause?: unknown) {
    super(message, { cause })
    this.name = 'HotplugError'
    this.status = status
    this.next = next
  }
}

export const unknownPlugin = (id: string) =>
  new HotplugError(404, `No installed plugin is called ${id}.`, 'Run `hotplug status` to see the ids that are known.')

export const ambiguousPlugin = (name: string, ids: readonly string[]) =>
  new HotplugError(422, `${name} could be ${ids.join(' or ')}.`, 'Use the whole id.')

export const outsideCache = (id: string, folder: string) =>
  new HotplugError(
    422,
    `${id} is recorded at ${folder}, which is not in Claude Code's cache, so nothing is written there.`,
    'Uninstall and install it again.',
  )

export const planChanged = (id: string) =>
  new HotplugError(
    409,
    `The files of ${id} changed since this plan was shown.`,
    'Look at the new plan, then sync again.',
  )

/** `named`: these files alone were asked for. */
export const cacheEdited = (id: string, paths: readonly string[], named = false) =>
  new HotplugError(
    409,
    `${count(paths.length, 'file')} of ${id} ${paths.length === 1 ? 'was' : 'were'} edited in the loaded copy itself: ${listed(paths)}.`,
    `\`hotplug sync ${id}${named ? ' --file …' : ''} --overwrite\` replaces ${paths.length === 1 ? 'it' : 'them'} (the trash keeps what was there); \`--from-cache\` brings the edits back to the source${named ? '' : ', `--file PATH` does either to one file'}.`,
  )

export const busy = (id: string, holder: string) =>
  new HotplugError(409, `${id} is being changed by ${holder}.`, 'Try again when it has finished.')

/** The sentence of anything that was thrown. */
export const sentenceOf = (error: unknown) =>
  error instanceof Error ? (plainWords(error) ?? error.message) : String(error)

const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`
const listed = (paths: readonly string[]) =>
  paths.length > 5 ? `${paths.slice(0, 5).join(', ')} and ${paths.length - 5} more` : paths.join(', ')
