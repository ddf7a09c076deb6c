import { z } from 'zod'
import type { ProbeCell, ProbeRow } from '../../probe/types.ts'
import type { MeasurementRow } from '../../probe-store.ts'
import { type OwnResults, type OwnRow, ownResults } from '../../reload/own.ts'
import type { Store } from '../../store.ts'

export type Results = ReturnType<typeof openResults>

/** What was measured here; `program`: with which `claude`. */
export type Result = OwnRow & ProbeCell & { readonly program: string; readonly ms: number; readonly probe: number }

/** What was measured here, as a value that stays the same until something is measured or deleted. */
export function openResults(store: Pick<Store, 'probes'>) {
  let known: { mark: string; own: OwnResults; rows: readonly Result[] } | null = null

  function look() {
    const mark = store.probes.measured()
    if (known?.mark === mark) return known
    const rows = store.probes.measurements().flatMap(resultOf)
    known = { mark, rows, own: ownResults(rows) }
    return known
  }

  return {
    /** To be asked once for many verdicts: it makes sure that nothing is new. */
    own: () => look().own,
    rows: () => look().rows,
  }
}

const Row = z.object({
  version: z.string().min(1).max(100),
  driver: z.enum(['stream', 'tui']),
  mode: z.enum(['D', 'G', 'P', 'S', 'J']),
  kind: z.string().min(1).max(200),
  least_action: z.string().max(200),
  note: z.string().max(2_000).nullable(),
  ms: z.number(),
  at: z.number(),
  program: z.string().max(4_096),
  probe: z.number(),
})
const Alone = z.record(z.string().max(200), z.string().max(200))

/** A row that is not what a Hotplug writes is left out; one of a newer Hotplug stays, whatever it is called. */
export function resultOf(row: MeasurementRow): readonly Result[] {
  const { data } = Row.safeParse(row)
  if (!data) return []
  const { note, ...rest } = data
  const alone = Alone.safeParse(parsed(row.alone)).data
  return [{ ...rest, ...(note !== null && { note }), ...(alone && { alone }) }]
}

/** As it was measured, without where and when. */
export function rowOf({ version, driver, mode, kind, least_action, alone, note, ms }: Result): ProbeRow {
  return { version, driver, mode, kind, least_action, ms, ...(alone && { alone }), ...(note !== undefined && { note }) }
}

/** Null for what is no JSON. */
export function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
