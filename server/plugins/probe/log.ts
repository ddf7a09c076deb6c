import type { Panel } from '../../panel.ts'
import type { ProbeProgress, ProbeResult, ProbeRow } from '../../probe/types.ts'
import type { ProbeState } from '../../probe-store.ts'
import { processStart } from '../../processes.ts'
import { plainVersion } from '../../reload/versions.ts'
import { resultOf, rowOf } from './results.ts'
import type { Wanted } from './run.ts'

export type Log = ReturnType<typeof beginLog>

/** Keeps a probe and what it measures. `known`: what a run of the same program that was not finished has measured. */
export function beginLog({ store, live }: Panel, wanted: Wanted & { program: string; version: string }) {
  const version = plainVersion(wanted.version) ?? wanted.version
  const about = { version, program: wanted.program, driver: wanted.driver, quick: wanted.quick ? 1 : 0 }
  const known = wanted.again ? [] : store.probes.unfinished(about).flatMap(resultOf).map(rowOf)
  const mark = { pid: process.pid, process_start: processStart(process.pid) ?? '' }
  const id = store.probes.beginProbe({ ...about, ...mark, only_kinds: JSON.stringify(wanted.only) })
  live.publish('probe')
  let asked: number | null = null

  function end(state: ProbeState, failed: ProbeResult['failed'], error: string | null) {
    store.probes.endProbe(id, { state, failed: JSON.stringify(failed), error })
    // What to do about an edit may be something else now, on every page.
    for (const topic of ['probe', 'claude', 'inventory', 'drift'] as const) live.publish(topic)
  }

  return {
    id,
    known,
    keep({ mode, kind, least_action, alone, note, ms }: ProbeRow) {
      store.probes.putMeasurement({
        ...{ ...about, mode, kind, least_action, ms, note: note ?? null, alone: alone ? JSON.stringify(alone) : null },
        ...{ at: Date.now(), probe: id },
      })
      live.publish('probe')
    },
    progress({ total }: ProbeProgress) {
      if (asked !== total) store.probes.setAsked(id, total)
      asked = total
    },
    end({ cancelled, failed, asked }: ProbeResult) {
      store.probes.setAsked(id, asked)
      if (cancelled) return end('cancelled', failed, null)
      if (failed.length > 0) return end('incomplete', failed, null)
      store.probes.adopt(
        { id, ...about },
        known.map(({ kind }) => kind),
      )
      end('done', failed, null)
    },
    /** Without a reason it was cancelled. */
    fail: (error: string | null) => end(error === null ? 'cancelled' : 'failed', [], error),
  }
}
