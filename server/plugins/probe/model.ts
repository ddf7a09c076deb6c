import { z } from 'zod'
import type { Panel } from '../../panel.ts'
import { hasTmux } from '../../probe/drive/tmux.ts'
import { QUICK_KINDS } from '../../probe/plan.ts'
import { probeKinds } from '../../probe/sample/all.ts'
import type { ProbeDriver, ProbeMode } from '../../probe/types.ts'
import type { ProbeRunRow, ProbeState } from '../../probe-store.ts'
import { isAlive } from '../../processes.ts'
import { type Compared, compareOwn } from '../../reload/own-compare.ts'
import { byVersion, isMeasured, newestMeasured, plainVersion } from '../../reload/versions.ts'
import { shellOf } from '../models.ts'
import type { Shell } from '../types.ts'
import { probingProcess } from './lock.ts'
import { type ReportedRow, reported } from './report.ts'
import { parsed, type Result, rowOf } from './results.ts'

export type ProbeQuery = { version: string; show: 'all' | 'differs' }

/** How a run went, or goes. 'interrupted': its process ended without a word. */
export type ProbeRun = {
  readonly state: ProbeState | 'interrupted'
  readonly version: string
  readonly program: string
  readonly driver: ProbeDriver
  readonly quick: boolean
  readonly began: number
  readonly ended: number | null
  /** How many results it has brought, of how many that were asked for. */
  readonly results: number
  readonly asked: number | null
  readonly failed: readonly { readonly kind: string; readonly why: string }[]
  readonly error: string | null
  /** The other Hotplug that runs it; null where that is this one, or nobody. */
  readonly elsewhere: number | null
}

/** `state` and `shipped`: how it stands beside the rule that ships, and what that says, in words. */
export type ComparedResult = Pick<ReportedRow, 'state' | 'shipped'> & {
  readonly result: Result
  readonly compared: Compared
}

export type ProbeModel = {
  readonly shell: Shell
  readonly query: ProbeQuery
  /** The version that would be measured; null where no `claude` was found. */
  readonly installed: string | null
  /** How the shipped rules know that version. */
  readonly standing: 'measured' | 'newer' | 'between' | 'unknown'
  readonly newest: string
  readonly latest: ProbeRun | null
  /** How many results of runs that were not finished the next run would not measure again. */
  readonly resumable: number
  readonly hasTmux: boolean
  readonly kinds: readonly string[]
  readonly quickKinds: readonly string[]
  /** The versions that were measured here, newest first. */
  readonly versions: readonly { readonly version: string; readonly results: number; readonly at: number }[]
  /** Of the chosen version, by driver and mode. */
  readonly results: readonly ComparedResult[]
  readonly counts: Readonly<Record<Compared['state'], number>>
  readonly chosen: string | null
}

export function probeModel(panel: Panel, query: ProbeQuery): ProbeModel {
  const shell = shellOf(panel)
  const found = shell.program === null || shell.program === 'unknown' ? null : shell.program
  const installed = found && (plainVersion(found.version) ?? found.version)
  const rows = panel.results.rows()
  const versions = versionsOf(rows)
  const known = versions.map(({ version }) => version)
  const wanted = [query.version, installed ?? ''].find((version) => known.includes(version))
  const chosen = wanted ?? known[0] ?? null
  const results = rows
    .filter(({ version }) => version === chosen)
    .map(compare)
    .sort(byPlace)
  const counts = { agrees: 0, differs: 0, 'teaches nothing': 0, unknown: 0 }
  for (const { state } of results) counts[state]++
  return {
    shell,
    query,
    installed,
    standing: standingOf(installed),
    newest: newestMeasured,
    latest: latestOf(panel),
    resumable: found && installed ? resumableOf(panel, found.path, installed) : 0,
    hasTmux: hasTmux(panel.config.searchPath),
    kinds: probeKinds,
    quickKinds: QUICK_KINDS,
    versions,
    results: query.show === 'all' ? results : results.filter(({ state }) => state === 'differs'),
    counts,
    chosen,
  }
}

function compare(result: Result): ComparedResult {
  const { state, shipped } = reported(rowOf(result))
  return { result, compared: compareOwn(result), state, shipped }
}

function versionsOf(rows: readonly Result[]): ProbeModel['versions'] {
  return [...Map.groupBy(rows, ({ version }) => version)]
    .map(([version, some]) => ({ version, results: some.length, at: Math.max(...some.map(({ at }) => at)) }))
    .sort((one, other) => byVersion(other.version, one.version))
}

function standingOf(version: string | null): ProbeModel['standing'] {
  if (version === null || plainVersion(version) === null) return 'unknown'
  if (isMeasured(version)) return 'measured'
  return byVersion(version, newestMeasured) > 0 ? 'newer' : 'between'
}

function latestOf({ store }: Panel): ProbeRun | null {
  const row = store.probes.latestProbe()
  if (!row) return null
  const isRunning = row.state === 'running' && isAlive(row.pid, row.process_start)
  return {
    state: row.state === 'running' && !isRunning ? 'interrupted' : row.state,
    version: row.version,
    program: row.program,
    driver: row.driver === 'tui' ? 'tui' : 'stream',
    quick: row.quick !== 0,
    began: row.began,
    ended: row.ended,
    results: store.probes.resultsOf(row.id),
    asked: row.asked,
    failed: failedOf(row),
    error: row.error,
    elsewhere: isRunning && probingProcess(store) !== process.pid ? row.pid : null,
  }
}

const Failed = z.array(z.object({ cell: z.object({ kind: z.string() }), why: z.string() }))

function failedOf({ failed }: ProbeRunRow): ProbeRun['failed'] {
  const { data = [] } = Failed.safeParse(parsed(failed))
  return data.map(({ cell, why }) => ({ kind: cell.kind, why }))
}

const resumableOf = ({ store }: Panel, program: string, version: string) =>
  (['stream', 'tui'] as const).reduce(
    (sum, driver) => sum + store.probes.unfinished({ version, program, driver }).length,
    0,
  )

const MODES: readonly ProbeMode[] = ['D', 'G', 'P', 'S', 'J']

/** By session, way and kind as the tables have them. */
function byPlace(one: ComparedResult, other: ComparedResult): number {
  const rank = ({ result }: ComparedResult) => [
    result.driver === 'tui' ? 1 : 0,
    MODES.indexOf(result.mode),
    probeKinds.indexOf(result.kind),
  ]
  const [left, right] = [rank(one), rank(other)]
  const at = left.findIndex((value, index) => value !== right[index])
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0)
}
