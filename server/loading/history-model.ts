import type { Cursor, HistoryFilter } from '../autoload-history.ts'
import type { ActivationRow, DecisionRow, DetectionRow, InstallRow, Outcome } from '../autoload-store.ts'
import type { Panel } from '../panel.ts'
import { shellOf } from '../plugins/models.ts'
import type { Shell } from '../plugins/types.ts'
import { groupsOf, projectOf } from './circumstances.ts'
import { type Figures, figuresOf } from './figures.ts'
import { type Reason, reasonsIn } from './reasons.ts'
import { type HistoryLimits, historyLimits } from './retention.ts'

export type Span = 'all' | 'hour' | 'day' | 'week' | 'month'

export type LoadsQuery = {
  plugin: string | null
  group: string | null
  session: string | null
  project: string | null
  outcome: Outcome | 'nothing' | null
  span: Span
  before: Cursor | null
}

/** One decision with everything that explains it; `judgeable`: it was detected, so it can be called wrong. */
export type LoadLine = {
  decision: DecisionRow
  event: DetectionRow['event'] | null
  detectionMs: number | null
  prompt: string | null
  reasons: readonly Reason[]
  against: readonly Reason[]
  install: InstallRow | null
  activations: readonly ActivationRow[]
  judgeable: boolean
}

/** A prompt or a project that asked for nothing. */
export type SilentLine = { detection: DetectionRow; against: readonly Reason[] }

export type LoadsModel = {
  shell: Shell
  query: LoadsQuery
  lines: readonly LoadLine[]
  silent: readonly SilentLine[]
  next: Cursor | null
  /** When so many rows were looked through that looking ended there. */
  looked: number
  figures: Figures
  choices: {
    plugins: readonly string[]
    groups: readonly string[]
    projects: readonly string[]
    sessions: readonly { id: string; project: string | null; started_at: number }[]
  }
  /** The project that this panel was started in. */
  here: string
  limits: HistoryLimits
  keepsPrompts: boolean
}

const MOST_LINES = 50
const SPANS: Record<Span, number> = {
  all: 0,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
  month: 2_592_000_000,
}

export function loadsModel(panel: Panel, query: LoadsQuery): LoadsModel {
  const { store } = panel
  const { outcome, span } = query
  const since = SPANS[span] === 0 ? 0 : Date.now() - SPANS[span]
  const filter: HistoryFilter = { ...query, outcome: outcome === 'nothing' ? null : outcome, since }
  const silent = outcome === 'nothing' ? store.past.silent(filter, MOST_LINES) : null
  const found = silent === null ? store.past.decisions(filter, MOST_LINES) : null
  const { next, looked } = silent ?? found ?? { next: null, looked: 0 }
  return {
    shell: shellOf(panel),
    query,
    lines: linesOf(panel, found?.rows ?? []),
    silent: (silent?.rows ?? []).map((detection) => ({ detection, against: reasonsIn(detection.suppressed) })),
    ...{ next, looked },
    figures: figuresOf(panel),
    choices: { ...store.past.choices(), groups: groupsOf(panel).groups.map(({ name }) => name) },
    here: projectOf(panel),
    limits: historyLimits(store),
    keepsPrompts: store.autoload.keepsPrompts(),
  }
}

function linesOf({ store }: Panel, rows: readonly DecisionRow[]): LoadLine[] {
  const detections = new Map<number, DetectionRow | undefined>()
  return rows.map((decision) => {
    const { detection: id, plugin, session, group_name, at, outcome, project } = decision
    if (id !== null && !detections.has(id)) detections.set(id, store.past.detection(id))
    const detection = id === null ? undefined : detections.get(id)
    const isInstall = outcome === 'loaded' || outcome === 'failed' || outcome === 'timed out'
    return {
      decision,
      event: detection?.event ?? null,
      detectionMs: detection?.duration_ms ?? null,
      prompt: detection?.prompt ?? null,
      reasons: reasonsIn(detection?.matches ?? '[]').filter(({ group }) => group === group_name),
      against: reasonsIn(detection?.suppressed ?? '[]').filter(({ group }) => group === group_name || group === ''),
      install: isInstall && plugin !== null ? (store.past.installOf(plugin, at) ?? null) : null,
      activations: plugin !== null && session !== null ? store.past.activationsOf(plugin, session) : [],
      judgeable: detection !== undefined && project !== null,
    }
  })
}
