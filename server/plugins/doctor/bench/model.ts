import { masked } from '../../../claude/masked.ts'
import type { Request } from '../../../doctor/bench/request.ts'
import type { HookSubject } from '../../../doctor/hooks/types.ts'
import type { Panel } from '../../../panel.ts'
import { chosenInput, readable } from './inputs.ts'
import { prepare } from './prepare.ts'
import type { BenchModel } from './types.ts'

const HISTORY = 12

/** `input`: what it is to be given, as `BenchInput.key` names it. */
export type BenchQuery = { input: string | null }

/** The bench on a hook's page: what would be run, and what was. */
export function benchModel(panel: Panel, subject: HookSubject, { input }: BenchQuery): BenchModel {
  const { hook } = subject
  const prepared = prepare(panel, subject)
  const { fingerprint, cannot, invocation, request, asks, limit, own, inputs, versions } = prepared
  const result = panel.bench.resultOf(hook.id)
  const chosen = chosenInput(prepared, input ?? result?.input.key ?? null)
  return {
    ...{
      id: hook.id,
      event: hook.event,
      type: hook.type,
      fingerprint,
      cannot,
      request: request && shownRequest(request),
      asks,
      limit,
      own,
      inputs,
    },
    command: invocation?.file ?? null,
    args: invocation?.args ?? [],
    form: invocation?.form ?? null,
    cwd: panel.config.project,
    environment: invocation?.environment ?? [],
    chosen: { ...chosen, text: readable(textFor(chosen.text, chosen.key, result)) },
    versions: versions.map(({ key, words }) => ({ key, words })),
    isConfirmed: panel.bench.isConfirmed(fingerprint),
    isRunning: panel.bench.isRunning(hook.id),
    result,
    fixtures: panel.store.bench.fixturesOf(hook.id).map(({ id, name, outcome, at }) => ({ id, name, outcome, at })),
    history: panel.store.bench.runsOf(hook.id, HISTORY).map((row) => ({
      ...{ at: row.at, input: row.input, version: row.version, outcome: row.outcome, code: row.code },
      times: timesIn(row.times),
      isSame: row.fingerprint === fingerprint,
    })),
  }
}

/** A key may stand in the file itself: it is sent, and not shown. */
export const shownRequest = (request: Request): Request => ({
  ...request,
  url: masked(request.url),
  headers: request.headers.map(([name, value]) => [name, hides(name, value) ? HIDDEN : masked(value)] as const),
})

const HIDDEN = '…'
const hides = (name: string, value: string) => /auth|token|key|secret|cookie/i.test(name) && value.trim().length > SHORT
/** 'Bearer', without anything behind it. */
const SHORT = 8

/** What was typed last time stays. */
const textFor = (text: string, key: string, result: BenchModel['result']) =>
  result?.input.key === key && result.input.from === 'own' ? result.stdin : text

function timesIn(text: string): readonly number[] {
  const times: unknown = JSON.parse(text)
  return Array.isArray(times) ? times.filter((time) => typeof time === 'number') : []
}
