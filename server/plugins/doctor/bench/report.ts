import type { Choosable } from './choose.ts'
import { shownRequest } from './model.ts'
import type { BenchInput, BenchResult, Prepared } from './types.ts'

/** What `hotplug test-hook` says of a hook before it is run. */
export type BenchPlan = {
  hook: { id: string; owner: string; index: number; event: string; matcher: string | null; type: string | null }
  cannot: string | null
  /** Program and arguments, as they are started. */
  start: readonly string[] | null
  request: Prepared['request']
  asks: Prepared['asks']
  cwd: string | null
  environment: Readonly<Record<string, string>>
  input: { name: string; from: BenchInput['from']; text: string }
  timeout: number
  fingerprint: string
}

export function planOf({ subject, owner, index }: Choosable, prepared: Prepared, input: BenchInput): BenchPlan {
  const { id, event, matcher, type } = subject.hook
  const { cannot, invocation, request, asks, limit, fingerprint } = prepared
  return {
    hook: { id, owner, index, event, matcher, type },
    ...{ cannot, request: request && shownRequest(request), asks, fingerprint },
    start: invocation && [invocation.file, ...invocation.args],
    cwd: invocation?.cwd ?? null,
    environment: Object.fromEntries((invocation?.environment ?? []).map(({ name, value }) => [name, value])),
    input: { name: input.words, from: input.from, text: input.text },
    timeout: limit / 1000,
  }
}

/** The same as the page shows. */
export function resultJson({ now, before, stdin, asked, changed }: BenchResult) {
  return { stdin, runs: asked, ...now, before, changed }
}
