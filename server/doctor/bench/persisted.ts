/** Longer texts are put into a file, and Claude is given the first part of them (measured with 2.1.329: 12,000 are). */
export const LONGEST_GIVEN = 10_000
const PREVIEW = 2000

/** A text as it reaches Claude. */
export const asGiven = (text: string): string =>
  text.length <= LONGEST_GIVEN
    ? text
    : `<persisted-output>\nOutput too large (${(text.length / 1024).toFixed(1)}KB). Full output saved to: (a file of the session)\n\nPreview (first 2KB):\n${text.slice(0, PREVIEW)}\n...\n</persisted-output>`
