import type { Panel } from '../../../panel.ts'
import type { BenchResult, Prepared } from './types.ts'

/** Of what it was given only the name is kept, and nothing of what it printed. */
export function keepResult(panel: Panel, id: string, { subject, fingerprint }: Prepared, result: BenchResult) {
  const changed = changedSince(panel, id, result)
  panel.bench.keep(id, { ...result, changed })
  result.changed = changed
  const row = { hook: id, event: subject.hook.event, input: nameOf(result.input), fingerprint }
  for (const tried of [result.now, result.before])
    if (tried !== null && tried.run.ended !== 'cancelled')
      panel.store.bench.put({
        ...row,
        ...{ version: tried.version, amount: tried.times.length, ended: tried.run.ended, code: tried.run.code },
        ...{
          outcome: tried.verdict.outcome,
          times: JSON.stringify(tried.times.map((time) => Math.round(time * 10) / 10)),
        },
      })
  panel.live.publish('history')
}

/** A prompt that was recorded is nobody's business later. */
const nameOf = ({ from, words }: BenchResult['input']) =>
  from === 'recorded' ? 'a recorded event' : words.slice(0, 80)

/** What a fixture did when it was kept, and does not do now. */
function changedSince(panel: Panel, id: string, { input, now }: BenchResult): readonly string[] | null {
  const fixture = panel.store.bench.fixturesOf(id).find((one) => `fixture ${one.id}` === input.key)
  if (!fixture || input.from !== 'fixture') return null
  return [
    ...(fixture.ended === now.run.ended ? [] : [`it ended by ${fixture.ended}, now by ${now.run.ended}`]),
    ...(fixture.code === now.run.code ? [] : [`its exit code was ${fixture.code}, and is ${now.run.code}`]),
    ...(fixture.outcome === now.verdict.outcome ? [] : [`“${fixture.outcome}” became “${now.verdict.outcome}”`]),
    ...(fixture.told === JSON.stringify(now.verdict.told) ? [] : ['Claude or you are told something else']),
  ]
}
