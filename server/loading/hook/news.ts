import type { DecisionRow } from '../../autoload-store.ts'

/** Marks what an install in the background wrote down, which the next prompt tells. */
export const BACKGROUND = '"background":true'

/** What became of installs since the prompt before, in one line each. `atWork`: those that need nothing more. */
export function newsIn(decisions: readonly DecisionRow[], atWork: (id: string) => boolean): readonly string[] {
  const done = decisions.filter(({ evidence }) => evidence.includes(BACKGROUND))
  const ids = (outcome: DecisionRow['outcome']) => [
    ...new Set(done.filter((row) => row.outcome === outcome).flatMap(({ plugin }) => plugin ?? [])),
  ]
  const installed = ids('loaded').filter((id) => !atWork(id))
  return [
    ...(installed.length > 0
      ? [
          `Hotplug installed ${installed.join(', ')}: /reload-plugins makes ${installed.length === 1 ? 'it' : 'them'} native here.`,
        ]
      : []),
    ...done
      .filter(({ outcome }) => outcome === 'failed' || outcome === 'timed out')
      .map(({ plugin, why }) => `Hotplug could not install ${plugin}: ${why}`),
  ]
}
