import { type Choice, decide, NOT_CHOSEN } from '../autoload/decide.ts'
import type { Group } from '../autoload/types.ts'
import type { AskedBy, DetectionEvent } from '../autoload-store.ts'
import { masked } from '../claude/masked.ts'
import type { Panel } from '../panel.ts'
import { circumstancesOf, groupsOf, projectOf } from './circumstances.ts'
import { carryOut, type Loaded } from './load.ts'
import { noticeUninstalled } from './uninstalled.ts'

/** What was detected, in a prompt or in a project. `plugins`: names of groups. */
export type Detected = {
  event: DetectionEvent
  plugins: readonly string[]
  matches: readonly object[]
  suppressed: readonly object[]
  milliseconds: number
  /** Kept only when the user wants that. */
  prompt: string | null
}

type Options = {
  askedBy: AskedBy
  /** Whether a person asks for it here and now: then groups that only suggest are loaded as well. */
  asked: boolean
  session?: string | null
}

/** Writes down what was detected, decides, loads what is to be loaded, and says what became of each plugin. */
export async function loadDetected(panel: Panel, detected: Detected, options: Options): Promise<Loaded[]> {
  const { asked, ...more } = options
  panel.survey.lookAgain()
  noticeUninstalled(panel)
  const { groups } = groupsOf(panel)
  const circumstances = circumstancesOf(panel)
  const choices = asked ? approvedNow(groups, circumstances.choices) : circumstances.choices
  const decisions = decide(detected.plugins, groups, { ...circumstances, choices })
  const detection = record(panel, detected, options.session ?? null)
  return carryOut(panel, decisions, { ...more, detection, evidence: JSON.stringify(detected.matches) })
}

/** What only suggests is loaded this time; what is off stays off. */
const approvedNow = (groups: readonly Group[], choices: ReadonlyMap<string, Choice>): ReadonlyMap<string, Choice> =>
  new Map(
    groups.map(({ name, plugins }) => {
      const { state } = choices.get(name) ?? NOT_CHOSEN
      return [name, { state: state === 'off' ? 'off' : 'auto', plugins }]
    }),
  )

function record(panel: Panel, { event, matches, suppressed, milliseconds, prompt }: Detected, session: string | null) {
  const { autoload } = panel.store
  return autoload.addDetection({
    ...{ at: Date.now(), event, session, project: projectOf(panel), duration_ms: milliseconds },
    matches: JSON.stringify(matches),
    suppressed: JSON.stringify(suppressed),
    prompt: prompt !== null && autoload.keepsPrompts() ? masked(prompt) : null,
  })
}
