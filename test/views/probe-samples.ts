import type { ProbeModel, ProbeRun } from '../../server/plugins/probe/model.ts'
import { reported } from '../../server/plugins/probe/report.ts'
import { type Result, rowOf } from '../../server/plugins/probe/results.ts'
import { type OwnRow, ownResults } from '../../server/reload/own.ts'
import { compareOwn } from '../../server/reload/own-compare.ts'
import * as samples from './samples.ts'

const AT = Date.UTC(2026, 10, 20, 12)

export const result = (over: Partial<Result> = {}): Result => ({
  ...{ version: '2.1.329', driver: 'tui', mode: 'G', kind: 'skill-body(/slash)', least_action: '2 /reload-skills' },
  ...{ ms: 900, at: AT, program: '/usr/local/bin/claude', probe: 1 },
  ...over,
})

/** One of every way in which a result stands beside the rule that ships. */
export const results = (): readonly Result[] => [
  result(),
  result({ kind: 'agent-desc', least_action: '4 /clear', alone: { '/clear': 'yes' } }),
  result({ kind: 'hooks.json(command changed)', least_action: '1 next turn', note: 'The machine was slow.' }),
  result({ mode: 'D', kind: 'command-body', least_action: 'n/a (baseline not seen)' }),
  result({ driver: 'stream', mode: 'J', kind: 'hologram', least_action: '9 /beam' }),
]

export const ownRows = (): readonly OwnRow[] => results().filter(({ kind }) => kind !== 'hologram')

/** Rows whose names of places are as they were, whatever else became of them. */
export const ownOf = (rows: readonly OwnRow[]) =>
  ownResults(rows.map((row, at) => ({ ...row, ...named(ownRows()[at]), alone: row.alone })))

const named = (row: OwnRow | undefined) =>
  row && { version: row.version, mode: row.mode, kind: row.kind, driver: row.driver, least_action: row.least_action }

export const run = (over: Partial<ProbeRun> = {}): ProbeRun => ({
  ...{ state: 'incomplete', version: '2.1.329', program: '/usr/local/bin/claude', driver: 'stream', quick: true },
  ...{ began: AT, ended: AT + 90_000, results: 8, asked: 10, error: 'It was `claude`.', elsewhere: null },
  failed: [{ kind: 'agent-desc', why: 'It was not done in time.' }],
  ...over,
})

export const probeModel = (over: Partial<ProbeModel> = {}): ProbeModel => ({
  shell: samples.shell(),
  query: { version: '', show: 'all' },
  ...{ installed: '2.1.329', standing: 'measured', newest: '2.1.329' },
  latest: run(),
  ...{ resumable: 8, hasTmux: true, kinds: ['skill-body(/slash)'], quickKinds: ['skill-body(/slash)'] },
  versions: [
    { version: '2.1.329', results: 5, at: AT },
    { version: '2.1.100', results: 1, at: AT },
  ],
  results: results().map((one) => {
    const { state, shipped } = reported(rowOf(one))
    return { result: one, compared: compareOwn(one), state, shipped }
  }),
  counts: { agrees: 1, differs: 1, 'teaches nothing': 2, unknown: 1 },
  chosen: '2.1.329',
  ...over,
})

export const emptyProbeModel = () =>
  probeModel({
    ...{ latest: null, resumable: 0, versions: [], results: [], chosen: null, installed: '2.1.400', standing: 'newer' },
    counts: { agrees: 0, differs: 0, 'teaches nothing': 0, unknown: 0 },
  })
