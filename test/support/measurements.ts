import type { MeasurementRow, NewProbe } from '../../server/probe-store.ts'
import { processStart } from '../../server/processes.ts'

export const PROGRAM = '/usr/local/bin/claude'

export const PROBE: NewProbe = {
  ...{ version: '2.1.329', program: PROGRAM, driver: 'tui', quick: 0, only_kinds: 'null' },
  ...{ pid: process.pid, process_start: processStart(process.pid) ?? '' },
}

/** As a probe of an interactive 2.1.329 keeps it; `over` says what is different. */
export const measurement = (over: Partial<MeasurementRow> = {}): MeasurementRow => ({
  ...{ version: '2.1.329', driver: 'tui', mode: 'G', kind: 'skill-body(/slash)', least_action: '2 /reload-skills' },
  ...{ alone: null, note: null, ms: 900, at: Date.now(), program: PROGRAM, probe: 1 },
  ...over,
})
