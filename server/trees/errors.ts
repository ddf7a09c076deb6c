import { HotplugError, sentenceOf } from '../errors.ts'

/** Something was asked that must not be done, or the disk is no longer what the plan saw. Nothing was changed. */
export class RefusedError extends HotplugError {
  /** The file it is about, absolute, or null when it is about the whole. */
  readonly file: string | null

  constructor(message: string, file: string | null = null, next = '') {
    super(409, message, next)
    this.name = 'RefusedError'
    this.file = file
  }
}

/** An action began and did not succeed. reverted: everything is as before; stuck: the message says what is not. */
export class ActionError extends HotplugError {
  readonly action: number
  readonly outcome: 'reverted' | 'stuck'

  constructor(message: string, action: number, outcome: 'reverted' | 'stuck', cause?: unknown) {
    super(500, message, '', cause)
    this.name = 'ActionError'
    this.action = action
    this.outcome = outcome
  }
}

export const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null

/** The sentence of anything that was thrown, with its full stop; Node's own messages have none. */
export const explain = (error: unknown) => sentenceOf(error).replace(/[^.!?]$/, '$&.')
