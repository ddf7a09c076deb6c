import { allChecks } from '../../doctor/checks.ts'
import type { Check, Severity } from '../../doctor/types.ts'
import { HotplugError } from '../../errors.ts'
import type { MuteRow } from '../../mutes-store.ts'
import type { Panel } from '../../panel.ts'
import { shellOf } from '../models.ts'
import type { Shell } from '../types.ts'
import { tallyOf } from './shown.ts'
import type { Known, ShownFinding, Tally } from './types.ts'
import { validateBehind } from './validate-rest.ts'

export type DoctorQuery = { show: 'all' | 'errors' | 'warnings' | 'notes' | 'muted'; plugin: string | null; q: string }

export type DoctorModel = {
  shell: Shell
  query: DoctorQuery
  /** Those that pass the filters. */
  findings: readonly ShownFinding[]
  /** Of those that the search and the plugin leave. */
  tally: Tally
  /** Muted ones that are not found any more. */
  gone: readonly MuteRow[]
  looking: Known['looking']
  examined: { plugins: number; hooks: number; definitions: number; checks: number }
}

export async function doctorModel(panel: Panel, query: DoctorQuery): Promise<DoctorModel> {
  validateBehind(panel, query.plugin ?? undefined)
  const { findings, places, looking } = await panel.doctor.soon()
  const sought = findings.filter(isOf(query))
  const found = new Set(findings.map(({ id }) => id))
  const subjects = places.flatMap((place) => place.subjects)
  return {
    shell: shellOf(panel),
    query,
    findings: sought.filter(SHOWN[query.show]),
    tally: tallyOf(sought),
    gone: looking === null ? panel.store.mutes.all().filter(({ finding }) => !found.has(finding)) : [],
    looking,
    examined: {
      plugins: places.filter(({ place }) => place.kind === 'plugin').length,
      hooks: subjects.filter(({ of }) => of === 'hook').length,
      definitions: subjects.filter(({ of }) => of === 'definition').length,
      checks: (await allChecks()).length,
    },
  }
}

/** What a check says of itself. */
export type CheckSaid = Pick<Check, 'name' | 'title' | 'of' | 'evidence'>

export type CheckModel = { shell: Shell; check: CheckSaid; findings: readonly ShownFinding[] }

export async function checkModel(panel: Panel, name: string): Promise<CheckModel> {
  const check = (await allChecks()).find((one) => one.name === name)
  if (!check) throw new HotplugError(404, 'There is no such check.', 'The page of the checks lists them all.')
  const { findings } = await panel.doctor.soon()
  return { shell: shellOf(panel), check, findings: findings.filter((one) => one.check === name) }
}

export type ChecksModel = { shell: Shell; checks: readonly { check: CheckSaid; amount: number }[] }

/** Every check there is, with how often it found something that is not muted. */
export async function checksModel(panel: Panel): Promise<ChecksModel> {
  const { findings } = await panel.doctor.soon()
  const heard = findings.filter(({ muted }) => muted === null)
  const checks = (await allChecks()).map((check) => ({
    check,
    amount: heard.filter((one) => one.check === check.name).length,
  }))
  return { shell: shellOf(panel), checks }
}

/** What belongs to no plugin: the user's own files, the project's, a marketplace's. */
export const OUTSIDE = 'none'

const isOf =
  ({ plugin, q }: DoctorQuery) =>
  (finding: ShownFinding) => {
    if (plugin !== null && (finding.plugin ?? OUTSIDE) !== plugin) return false
    const { message, file, about, check, happens } = finding
    const text = [finding.plugin, message, file, about, check, happens].join(' ').toLowerCase()
    return q
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word))
  }

const heardOf = (severity: Severity) => (finding: ShownFinding) =>
  finding.muted === null && finding.severity === severity

const SHOWN: Record<DoctorQuery['show'], (finding: ShownFinding) => boolean> = {
  all: ({ muted }) => muted === null,
  errors: heardOf('error'),
  warnings: heardOf('warning'),
  notes: heardOf('note'),
  muted: ({ muted }) => muted !== null,
}
