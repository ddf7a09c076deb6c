import { defineCheck } from '../check.ts'
import { plain } from '../definitions/flags.ts'
import { at, measured } from '../definitions/shown-at.ts'

export const check = defineCheck({
  name: 'definition-model-unknown',
  title: 'A model is none that Claude Code knows',
  of: 'definition',
  evidence: measured(
    'The names haiku, sonnet, opus, fable, best, opusplan and inherit are understood, with capital letters too; anything else is asked for as it is written, “default” too; of agents the same.',
  ),
  *find({ definition }) {
    const { kind, frontmatter } = definition
    const { model } = frontmatter.fields
    if (kind === 'output style' || model === undefined || model === null || isKnown(model)) return
    yield {
      ...at(definition, 'model'),
      severity: 'warning',
      message: `The model${inWords(model)} is none that Claude Code knows by that name.`,
      happens: 'Claude Code asks for it as it is written, and the answer may be an error.',
      fix: 'Write haiku, sonnet, opus or inherit, or a model’s whole name that begins with claude-.',
    }
  },
})

/** Other providers have names of their own: with a dot, a colon or a slash in them. */
const isKnown = (model: unknown) =>
  typeof model === 'string' &&
  /^((haiku|sonnet|opus|fable|best|opusplan|inherit)(\[1m\])?|claude-.+|.*[.:/].*|)$/i.test(model.trim())

const inWords = (value: unknown) => (plain(value) === '' ? '' : ` “${plain(value).slice(0, 60)}”`)
