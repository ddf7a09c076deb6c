import { type GuideLine, guideLines } from './guide-lines.ts'
import { type DirectoryLoad, directoryMarketplaceLoads } from './loaded-from.ts'
import { type MeasuredRow, rowsFor } from './measured.ts'
import { type OwnResults, type OwnRow, ownRowsFor } from './own.ts'
import type { Driver, Edit, Mode, Situation, Verdict } from './types.ts'
import { verdictOf } from './verdict.ts'
import { basisOf, isMeasured, measuredVersions } from './versions.ts'

export type Guide = {
  version: string
  /** The measured version whose results are shown; not `version` itself unless `measured`. */
  basis: string
  measured: boolean
  /** How many answers were measured on this machine, and how many of them differ from the rule that ships. */
  own: { answers: number; differing: number }
  driver: Driver
  /** Which copy a directory marketplace's plugin runs from in this version. */
  directory: DirectoryLoad
  columns: readonly { mode: Mode; words: string }[]
  rows: readonly GuideRow[]
}

/** `cells` stand in the order of the columns; null where such a file cannot be. */
export type GuideRow = GuideLine & {
  id: string
  cells: readonly (GuideCell | null)[]
  /** The same row in the measured versions, oldest first; versions that agree are one span. */
  history: readonly GuideSpan[]
}

/** `own`: what was measured on this machine for exactly this. */
export type GuideCell = {
  mode: Mode
  remedy: string
  verdict: Verdict
  rows: readonly MeasuredRow[]
  own: readonly OwnRow[]
}

/** `remedies` stand in the order of the columns. */
export type GuideSpan = { from: string; to: string; remedies: readonly (string | null)[] }

export const guideColumns: readonly { mode: Mode; words: string }[] = [
  { mode: 'in-place', words: 'Plugin read in its own folder' },
  { mode: 'cached', words: 'Plugin run from the cache, its copy edited' },
  { mode: 'plugin-dir', words: 'Plugin given by --plugin-dir' },
  { mode: 'skills-dir', words: 'Plugin in the skills folder' },
  { mode: 'project', words: 'Project or user, in no plugin' },
]

/** The whole matrix for one version: what was edited, by the way it reaches Claude Code. */
export function guideOf(version: string, driver: Driver, own?: OwnResults): Guide {
  const rows = guideLines.map((line) => ({
    ...line,
    id: idOf(line.edit),
    cells: guideColumns.map(({ mode }) => cellOf(line, { version, mode, driver, own })),
    history: historyOf(line, driver),
  }))
  const replaced = rows.flatMap(({ cells }) => cells.flatMap((cell) => (cell?.verdict.shipped ? [cell] : [])))
  return {
    version,
    basis: basisOf(version),
    measured: isMeasured(version),
    own: { answers: replaced.length, differing: replaced.filter(differs).length },
    driver,
    directory: directoryMarketplaceLoads(version),
    columns: guideColumns,
    rows,
  }
}

/** Whether what was measured on this machine is not what the rule that ships says. */
export const differs = ({ verdict: { rule, shipped } }: Pick<GuideCell, 'verdict'>): boolean =>
  shipped !== undefined && shipped.remedy.join() !== rule.remedy.join()

/** The shipped measurements that speak of exactly this verdict, of the version it was taken from. */
export const evidenceOf = (verdict: Verdict, situation: Situation): readonly MeasuredRow[] =>
  rowsFor(verdict, { ...situation, version: verdict.basis })

export const remedyOf = ({ rule }: Verdict): string => rule.remedy.join(', then ')

function cellOf({ edit, where }: GuideLine, situation: Situation): GuideCell | null {
  if (!where.includes(situation.mode === 'project' ? 'project' : 'plugin')) return null
  const verdict = verdictOf(edit, situation)
  return {
    mode: situation.mode,
    remedy: remedyOf(verdict),
    verdict,
    rows: evidenceOf(verdict, situation),
    own: ownRowsFor(edit, situation),
  }
}

function historyOf(line: GuideLine, driver: Driver): readonly GuideSpan[] {
  const spans: GuideSpan[] = []
  for (const version of measuredVersions) {
    const remedies = guideColumns.map(({ mode }) => cellOf(line, { version, mode, driver })?.remedy ?? null)
    const last = spans.at(-1)
    if (last && last.remedies.join() === remedies.join()) spans[spans.length - 1] = { ...last, to: version }
    else spans.push({ from: version, to: version, remedies })
  }
  return spans
}

const idOf = ({ component, change, part }: Edit) =>
  [component, change, ...(part ? [part] : [])]
    .join('-')
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, '-')
