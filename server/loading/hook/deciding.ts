import { type Decision, decide, withInstead } from '../../autoload/decide.ts'
import type { Group } from '../../autoload/types.ts'
import type { At } from './answer.ts'
import { findClaude, type Known, openFacts } from './facts.ts'

/** A decision with what a hook has to know beside it. */
export type Decided = Decision & {
  known: Known | null
  /** Whether the plugin itself is at work in this session. */
  atWork: boolean
  /** Whether the user approved that this plugin is loaded by this group. */
  approved: boolean
}

const UNINSTALLED = 'it was uninstalled after Hotplug had loaded it'

/** What becomes of the groups that were detected; asks the disk only when there are any. */
export function decideHere(
  detected: readonly string[],
  groups: readonly Group[],
  { installation, around, history, project, loaded }: At<'UserPromptSubmit' | 'SessionStart'>,
): readonly Decided[] {
  if (detected.length === 0) return []
  const { autoload } = history
  const choices = autoload.choices()
  const facts = cached(openFacts({ ...around, managedSettings: installation.managedSettings, project }))
  const refusals = autoload.refusals(project)
  const byUs = autoload.loaded(around.configDir)
  const isGone = (id: string) =>
    byUs.some((one) => one.plugin === id && one.project === project) && !facts(id).installed
  const decisions = decide(detected, withInstead(groups, choices), {
    on: autoload.isOn(),
    claude: findClaude(installation, around) !== null,
    choices,
    facts,
    refused: (id) => refusals.get(id)?.reason ?? (isGone(id) ? UNINSTALLED : null),
  })
  const since = loaded()?.at ?? Number.POSITIVE_INFINITY
  return decisions.map((decision) => {
    const { plugin, group } = decision
    const choice = choices.get(group)
    const known = plugin === null ? null : facts(plugin)
    const ours = byUs.filter((one) => one.plugin === plugin).map(({ at }) => at)
    const installedAt = Math.max(known?.installedAt ?? 0, ...ours)
    return {
      ...decision,
      known,
      atWork: decision.outcome === 'already there' && installedAt <= since,
      approved: plugin !== null && choice?.state === 'auto' && choice.plugins.includes(plugin),
    }
  })
}

function cached(facts: (id: string) => Known): (id: string) => Known {
  const known = new Map<string, Known>()
  return (id) => {
    const before = known.get(id) ?? facts(id)
    known.set(id, before)
    return before
  }
}
