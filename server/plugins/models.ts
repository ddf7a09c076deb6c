import type { Panel } from '../panel.ts'
import { guideOf } from '../reload/guide.ts'
import { byVersion, measuredVersions, newestMeasured } from '../reload/versions.ts'
import { actionNow } from './action-now.ts'
import { foundIn } from './doctor/shown.ts'
import { editFigures } from './edits/figures.ts'
import { history } from './history.ts'
import { probeOffer } from './probe/offer.ts'
import { statusesNow } from './report.ts'
import { isDrifted } from './status.ts'
import { knownPlan } from './sync.ts'
import type {
  GuideModel,
  HistoryModel,
  HomeModel,
  HomeQuery,
  MarketplacesModel,
  PluginStatus,
  Shell,
  Status,
  WatchState,
} from './types.ts'

const MOST_NOTICES = 20
const MOST_ACTIONS = 300

/** What every page shows around its own content. */
export function shellOf(panel: Panel): Shell {
  const { configDir, program, problems, plugins } = panel.survey.inventory()
  return {
    configDir,
    program,
    problems,
    project: panel.config.project,
    checking: plugins.filter((plugin) => panel.comparisons.of(plugin) === null).length,
    notices: panel.store.notices(MOST_NOTICES).map((row) => actionNow(panel, row)),
    activities: panel.activities.list(),
    watched: watchedOf(panel),
  }
}

function watchedOf({ survey, watching }: Panel): Shell['watched'] {
  const counts = new Map<WatchState, number>()
  for (const plugin of survey.inventory().plugins) {
    const { state } = watching.of(plugin)
    if (state !== 'off') counts.set(state, (counts.get(state) ?? 0) + 1)
  }
  return counts
}

export function homeModel(panel: Panel, query: HomeQuery): HomeModel {
  const all = statusesNow(panel)
  const rows = all
    .filter(SHOWN[query.show])
    .filter((row) => matches(row, query.q))
    .sort(ORDERS[query.sort])
  return {
    shell: shellOf(panel),
    rows,
    query,
    counts: {
      all: all.length,
      drifted: all.filter(SHOWN.drifted).length,
      problems: all.filter(SHOWN.problems).length,
      disabled: all.filter(SHOWN.disabled).length,
    },
    together: all.filter(isSyncedWithOthers).length,
    watchesAll: panel.watching.wantsAll(),
    offer: probeOffer(panel),
    plans: new Map(rows.flatMap((row) => oneClickPlan(panel, row))),
    found: foundIn(panel.doctor.known().findings),
  }
}

export function marketplacesModel(panel: Panel): MarketplacesModel {
  const { marketplaces, plugins, cached } = panel.survey.inventory()
  return {
    shell: shellOf(panel),
    marketplaces: marketplaces.map((marketplace) => ({
      marketplace,
      installed: plugins.filter((plugin) => plugin.marketplace === marketplace.name).map((plugin) => plugin.id),
    })),
    leftovers: cached.filter(({ reasons }) => !reasons.some(({ kind }) => kind === 'installed')).length,
  }
}

export const historyModel = (panel: Panel, plugin: string | null): HistoryModel => ({
  shell: shellOf(panel),
  actions: history(panel, { plugin, limit: MOST_ACTIONS }),
  plugin,
  edits: editFigures(panel, plugin),
})

/** The reload guide; of the installed version unless another is asked for. */
export function guideModel(panel: Panel, query: GuideModel['query']): GuideModel {
  const shell = shellOf(panel)
  const installed = shell.program === null || shell.program === 'unknown' ? null : shell.program.version
  const version = query.version || installed || newestMeasured
  const own = panel.results.own()
  const versions = [...new Set([...measuredVersions, ...own.rows.map((row) => row.version)])].sort(byVersion)
  return { shell, guide: guideOf(version, query.driver, own), installed, versions, query, offer: probeOffer(panel) }
}

const SHOWN: Record<HomeQuery['show'], (row: PluginStatus) => boolean> = {
  all: () => true,
  drifted: isDrifted,
  problems: (row) => row.status === 'problem',
  disabled: (row) => !row.plugin.enabled,
}

function matches({ plugin }: PluginStatus, q: string) {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  const text = [plugin.id, plugin.description, plugin.source?.path, plugin.loaded.path].join(' ').toLowerCase()
  return words.every((word) => text.includes(word))
}

const byName = (one: PluginStatus, other: PluginStatus) => (one.plugin.id < other.plugin.id ? -1 : 1)

/** What asks for something to be done comes first. */
const URGENCY: readonly Status[] = ['problem', 'cache-edited', 'drifted', 'needs-action', 'live', 'not-loaded']

const ORDERS: Record<HomeQuery['sort'], (one: PluginStatus, other: PluginStatus) => number> = {
  name: byName,
  edited: (one, other) => (other.editedAt ?? 0) - (one.editedAt ?? 0) || byName(one, other),
  status: (one, other) => URGENCY.indexOf(one.status) - URGENCY.indexOf(other.status) || byName(one, other),
}

/** What was edited in the loaded copy, and what Claude Code has to update, is for a person to decide first. */
const isSyncedWithOthers = (row: PluginStatus) =>
  isDrifted(row) && row.drift?.cacheEdited === 0 && row.steps[0]?.by === 'hotplug'

/** One click is enough where nothing is lost that only the loaded copy had, and nothing is removed. */
function oneClickPlan(panel: Panel, row: PluginStatus): [id: string, fingerprint: string][] {
  const plan = isDrifted(row) ? knownPlan(panel, row.plugin) : null
  if (!plan || plan.counts.removed > 0 || plan.warnings.some((warning) => warning.kind === 'overwrites')) return []
  return [[row.plugin.id, plan.fingerprint]]
}
