import { openHookRuns } from '../../claude/evidence/hook-runs.ts'
import { openDebugLogs } from '../../doctor/debug-log/read.ts'

export type Traces = ReturnType<typeof openTraces>

/** What sessions left behind of the hooks they ran: read when somebody asks, and of that only what is new. */
export const openTraces = (configDir: string) => ({
  runs: openHookRuns(configDir),
  logs: openDebugLogs(configDir),
})
