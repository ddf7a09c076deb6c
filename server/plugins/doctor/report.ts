import type { Panel } from '../../panel.ts'
import { findPlugin } from '../find.ts'
import { tallyOf } from './shown.ts'
import type { ShownFinding } from './types.ts'
import { validateRest } from './validate-rest.ts'

/** `doctor --json`, and the same as findings; of one plugin, or of everything. */
export async function doctorReport(panel: Panel, id: string | undefined) {
  await panel.survey.ask()
  const plugin = id === undefined ? null : findPlugin(panel, id)
  const first = await panel.doctor.diagnose()
  const answers = await validateRest(panel, first.places, plugin?.id)
  const diagnosis = answers > 0 ? await panel.doctor.diagnose() : first
  const findings = diagnosis.findings.filter((one) => plugin === null || one.plugin === plugin.id)
  const tally = tallyOf(findings)
  const { error: errors, warning: warnings, note: notes, muted } = tally
  // Of one plugin, what could not be read elsewhere is not asked for.
  const problems = plugin === null ? panel.survey.inventory().problems : []
  return {
    findings,
    tally,
    problems,
    json: { findings: findings.map(findingJson), errors, warnings, notes, muted, problems },
  }
}

const findingJson = ({ id, check, severity, plugin, file, line, message, happens, fix, muted }: ShownFinding) => ({
  ...{ id, check, severity, plugin, file, line, message, happens, fix, muted },
})
