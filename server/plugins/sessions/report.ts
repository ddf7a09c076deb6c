import { setTimeout as pause } from 'node:timers/promises'
import type { Session } from '../../claude/types.ts'
import { HotplugError } from '../../errors.ts'
import type { Panel } from '../../panel.ts'
import { remedyText } from '../../reload/sequence.ts'
import { shellOf } from '../models.ts'
import type { Progress, Shell } from '../types.ts'
import { holdingsOf } from './sessions.ts'
import { isStale } from './summary.ts'
import type { Holding } from './types.ts'
import { NOT_LOOKED_AT } from './words.ts'

/** A running session with all its plugins, those that ask for something first. */
export type SessionReport = { session: Session; holdings: readonly Holding[] }

export type SessionsModel = {
  shell: Shell
  sessions: readonly SessionReport[]
  /** Only what concerns this plugin is shown. */
  plugin: string | null
  /** Only this session is shown. */
  pid: number | null
  /** How many of the folders that they read have been looked at; null when all have. */
  looking: Progress | null
}

/** So long a page waits for what was not looked at yet; it shows itself again when that is known (milliseconds). */
const FIRST_LOOK = 250

/** The running sessions, the one that began last first. */
export async function sessionReports(panel: Panel): Promise<readonly SessionReport[]> {
  await panel.sessions.bring()
  return reportsNow(panel)
}

function reportsNow(panel: Panel): readonly SessionReport[] {
  const holdings = Map.groupBy(holdingsOf(panel), ({ session }) => session.pid)
  return panel.sessions
    .living()
    .map((session) => ({
      session,
      holdings: (holdings.get(session.pid) ?? []).filter(isLookedAt).toSorted(byUrgency),
    }))
    .sort((one, other) => (other.session.startedAt ?? 0) - (one.session.startedAt ?? 0))
}

export async function sessionsModel(
  panel: Panel,
  { plugin = null, pid = null }: Partial<Pick<SessionsModel, 'plugin' | 'pid'>>,
): Promise<SessionsModel> {
  await Promise.race([panel.sessions.bring(), pause(FIRST_LOOK)])
  const all = reportsNow(panel)
  const { done, total } = panel.sessions.looked()
  const chosen = pid === null ? all : all.filter(({ session }) => session.pid === pid)
  if (pid !== null && chosen.length === 0) throw notRunning(pid)
  const sessions = chosen.flatMap(({ session, holdings }) => {
    const own = plugin === null ? holdings : holdings.filter((holding) => holding.plugin === plugin)
    return plugin === null || own.length > 0 ? [{ session, holdings: own }] : []
  })
  return { shell: shellOf(panel), sessions, plugin, pid, looking: done < total ? { done, total } : null }
}

const notRunning = (pid: number) =>
  new HotplugError(404, `No Claude Code session with the process ${pid} is running.`, 'See the sessions that are.')

/** As `sessions --json` prints them. */
export const sessionJson = ({ session, holdings }: SessionReport) => ({
  pid: session.pid,
  cwd: session.cwd,
  version: session.version,
  driver: session.driver,
  status: session.status,
  startedAt: session.startedAt,
  plugins: holdings.map(({ plugin, folder, state, asOf, by, files, steps, sentence, unless }) => ({
    id: plugin,
    ...{ folder, state, asOf, by },
    files: files.map(({ path, component, change, remedy }) => ({ path, component, change, remedy })),
    remedy: remedyText(steps),
    ...{ sentence, unless },
  })),
})

/** What is still being looked at is told as a whole. */
const isLookedAt = ({ sentence }: Holding) => sentence !== NOT_LOOKED_AT

const byUrgency = (one: Holding, other: Holding) =>
  rank(one) - rank(other) || (one.plugin < other.plugin ? -1 : one.plugin === other.plugin ? 0 : 1)

const rank = (holding: Holding) => (isStale(holding) ? 0 : holding.state === 'current' ? 2 : 1)
