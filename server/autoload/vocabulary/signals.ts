import type { PromptSignals } from '../types.ts'

type Written = { readonly [List in keyof PromptSignals]?: string }

/** The lists of one group, each written as one text with commas; `_` joins the words of a choice: `take|out_of`. */
export function signals(written: Written): PromptSignals {
  const list = (text = '') =>
    text
      .split(',')
      .map((phrase) => phrase.trim())
      .filter(Boolean)
  return {
    strong: list(written.strong).flatMap(spelled),
    tasks: list(written.tasks),
    vague: list(written.vague),
    cues: list(written.cues),
    never: list(written.never).flatMap(spelled),
    files: list(written.files),
    addresses: list(written.addresses),
    languages: list(written.languages),
    imports: list(written.imports),
    yieldsTo: list(written.yieldsTo),
  }
}

/** One phrase for every choice of more than one word, and one for all the others. */
function spelled(phrase: string): readonly string[] {
  const steps = phrase.split(' ')
  const at = steps.findIndex((step) => step.includes('_') && step.includes('|'))
  if (at === -1) return [phrase]
  const choices = (steps[at] as string).split('|')
  const joined = choices.filter((choice) => choice.includes('_')).map((choice) => choice.replaceAll('_', ' '))
  const plain = choices.filter((choice) => !choice.includes('_')).join('|')
  return [plain, ...joined].filter(Boolean).map((step) => steps.with(at, step).join(' '))
}
