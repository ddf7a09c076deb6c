import { lexiconData } from '../autoload/make-lexicon.ts'
import { readGroups } from '../autoload/read-groups.ts'
import type { Config } from '../config.ts'
import { runHook } from './hook/run.ts'
import { installationOf } from './hooks/generate.ts'

/** Reading the sources of a hook instead of its one file takes longer than the answer may. */
const DEADLINE = 2_000

/** `hotplug hook`: what the generated file does, without it. */
export function runHookOf(config: Config) {
  const groups = () => readGroups(config.stateDir).groups
  const vocabulary = { prompt: () => lexiconData(groups()), project: groups, isStale: () => false }
  runHook(installationOf(config), vocabulary, DEADLINE)
}
