import type { DecisionRow, DetectionRow } from '../autoload-store.ts'
import { HotplugError } from '../errors.ts'
import type { Panel } from '../panel.ts'
import { listIn, type Reason, reasonIn } from './reasons.ts'

/**
 * A person says that a group should not have been asked for there, or takes that back: what spoke for it counts for less
 * in that project from then on.
 */
export function judgeDecision({ store, live }: Panel, id: number, wrong: boolean) {
  const row = store.past.decision(id)
  if (!row)
    throw new HotplugError(
      404,
      `There is no decision ${id} in the history any more.`,
      'It may have been removed by age.',
    )
  const detection = row.detection === null ? undefined : store.past.detection(row.detection)
  if (!detection || row.project === null)
    throw new HotplugError(
      422,
      'Nobody detected anything here: a person asked for it.',
      'Only what was detected can be wrong.',
    )
  const lowered = { project: row.project, group: row.group_name, signals: signalsOf(row, detection) }
  store.together(() => store.past.judge(id, wrong, lowered, Date.now()))
  live.publish('history')
}

/** What spoke for the group: the terms of a prompt, or what was seen in a project. */
export const signalsOf = (
  { group_name }: Pick<DecisionRow, 'group_name'>,
  { matches }: Pick<DetectionRow, 'matches'>,
) => [
  ...new Set(
    listIn(matches)
      .map(reasonIn)
      .filter((reason): reason is Reason => reason !== null && reason.group === group_name)
      .map(({ signal }) => signal),
  ),
]
