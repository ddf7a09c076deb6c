import { masked } from '../../../claude/masked.ts'
import { samplesOf } from '../../../doctor/bench/samples.ts'
import type { HookSubject } from '../../../doctor/hooks/types.ts'
import { HotplugError } from '../../../errors.ts'
import type { Panel } from '../../../panel.ts'
import { stageOf } from './stage.ts'
import type { BenchInput, Prepared } from './types.ts'

/** As large as what is typed may be. */
export const LARGEST_INPUT = 256 * 1024

/** Everything that a hook can be given here: samples, what was kept, and events that were recorded. */
export function inputsFor(panel: Panel, { hook }: HookSubject): readonly BenchInput[] {
  const samples = samplesOf(hook.event, stageOf(panel, hook.id).at, hook.matcher)
  const fixtures = panel.store.bench.fixturesOf(hook.id)
  return [
    ...samples.map(({ name, input, how }) => ({
      ...{ key: `sample ${name}`, words: name, from: 'sample' as const, how },
      text: JSON.stringify(input),
    })),
    ...fixtures.map(({ id, name, stdin }) => ({
      ...{ key: `fixture ${id}`, words: name, from: 'fixture' as const, how: null },
      text: stdin,
    })),
    ...panel.bench.recorded(panel.config, hook.event),
    ...(hook.event === 'UserPromptSubmit' ? promptsOf(panel, samples[0]?.input ?? {}) : []),
  ]
}

const MOST_PROMPTS = 5

/** Prompts that Hotplug's own hook has kept, for those who wanted that; the rest of the event is a sample's. */
const promptsOf = ({ store, config }: Panel, sample: Readonly<Record<string, unknown>>): BenchInput[] =>
  store.past
    .recorded(MOST_LOOKED_AT)
    .filter(({ prompt, project }) => prompt !== null && project === config.project)
    .slice(0, MOST_PROMPTS)
    .map(({ id, prompt, session }) => {
      const words = masked(prompt ?? '')
      const input = { ...sample, ...(session !== null && { session_id: session }), prompt: words }
      const text = JSON.stringify(input)
      return { key: `recorded prompt ${id}`, words: words.slice(0, 80), from: 'recorded', how: null, text }
    })

const MOST_LOOKED_AT = 50

/** The one that is asked for, else the first one. */
export const chosenInput = ({ inputs }: Pick<Prepared, 'inputs'>, key: string | null): BenchInput =>
  inputs.find((one) => one.key === key) ??
  inputs[0] ?? { key: 'own', words: 'your own', from: 'own', how: null, text: '{}' }

/**
 * What is written to the hook: JSON in one line and a line feed, as Claude Code has it; whatever else somebody typed as
 * it is.
 */
export function stdinOf(text: string): string {
  if (Buffer.byteLength(text) > LARGEST_INPUT)
    throw new HotplugError(
      422,
      'The input is larger than 256 KiB.',
      'Shorten it: a hook is given an event, not a file.',
    )
  try {
    return `${JSON.stringify(JSON.parse(text))}\n`
  } catch {
    return text
  }
}

/** For reading and editing. */
export function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
