import type { Trial } from './trial-types.ts'

export type Trials = ReturnType<typeof openTrials>

const MOST = 50

/** The latest trial of each definition, for as long as this process runs. */
export function openTrials() {
  const trials = new Map<string, Trial>()
  return {
    of: (definition: string): Trial | null => trials.get(definition) ?? null,
    isRunning: () => [...trials.values()].some(({ outcome }) => outcome.state === 'running'),
    put(trial: Trial) {
      trials.delete(trial.definition)
      trials.set(trial.definition, trial)
      for (const oldest of [...trials.keys()].slice(0, -MOST)) trials.delete(oldest)
    },
  }
}
