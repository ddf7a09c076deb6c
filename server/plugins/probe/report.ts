import { resolve } from 'node:path'
import { findProgram } from '../../claude/program.ts'
import { HotplugError } from '../../errors.ts'
import type { Panel } from '../../panel.ts'
import { cellsAsked, kindsNamed } from '../../probe/plan.ts'
import { NEVER, STEPS } from '../../probe/steps.ts'
import { cellKey, type ProbeRow } from '../../probe/types.ts'
import { directoryMarketplaceLoads } from '../../reload/loaded-from.ts'
import { type Compared, compareOwn } from '../../reload/own-compare.ts'
import type { Probed, Wanted } from './run.ts'

/** A result beside the rule that Hotplug ships, in words; `shipped` is null where it ships none. */
export type ReportedRow = ProbeRow & { readonly shipped: string | null; readonly state: Compared['state'] }

/** What a probe on the command line is about; refuses what is no program, and kinds that there are not. */
export function wantedFrom(
  { config }: Panel,
  asked: { claude?: string | undefined; only?: string | undefined } & Pick<Wanted, 'driver' | 'quick' | 'again'>,
): Wanted {
  const { driver, quick, again } = asked
  const program = asked.claude === undefined ? null : programAt(resolve(config.project, asked.claude))
  const only = asked.only === undefined ? null : kindsNamed(asked.only.split(','))
  return { program, driver, quick, again, only }
}

/** Everything that was asked for and is known now, what an earlier run had measured included, in the order of the tables. */
export function reportedRows({ rows, known }: Pick<Probed, 'rows' | 'known'>, wanted: Wanted): readonly ReportedRow[] {
  const found = new Map([...known, ...rows].map((row) => [cellKey(row), row]))
  return cellsAsked(wanted).flatMap((cell) => {
    const row = found.get(cellKey(cell))
    return row ? [reported(row)] : []
  })
}

export function reported(row: ProbeRow): ReportedRow {
  if (row.mode === 'D' && directoryMarketplaceLoads(row.version).how === 'cache') return notInPlace(row)
  const { state, shipped } = compareOwn({ ...row, at: 0 })
  return { ...row, shipped: shipped?.rule.remedy.join(', then ') ?? null, state }
}

/** The edited source is not the copy that this version reads, so only what copies it anew can help. */
function notInPlace(row: ProbeRow): ReportedRow {
  const says = [STEPS.reinstall, NEVER].indexOf(row.least_action as typeof NEVER)
  const state = says === 0 ? 'agrees' : says === 1 || row.least_action.startsWith('n/a') ? 'teaches nothing' : 'differs'
  return { ...row, shipped: 'reinstall, then new session', state }
}

function programAt(path: string): string {
  if (findProgram(path, '') !== null) return path
  throw new HotplugError(422, `${path} is no program that can be run.`, 'Name the `claude` itself with --claude.')
}
