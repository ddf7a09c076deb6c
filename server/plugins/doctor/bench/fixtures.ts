import { HotplugError } from '../../../errors.ts'
import type { Panel } from '../../../panel.ts'
import { hookById } from './find.ts'

const MOST_FIXTURES = 50
const LONGEST_NAME = 80

/** Keeps what a hook was given last and what it made of it, to be tried again after the next edit. */
export async function keepFixture(panel: Panel, id: string, name: string): Promise<number> {
  const { hook } = await hookById(panel, id)
  const result = panel.bench.resultOf(hook.id)
  const words = name.trim()
  if (result === null) throw new HotplugError(409, 'There is no result to keep.', 'Run the hook first.')
  if (words === '' || words.length > LONGEST_NAME)
    throw new HotplugError(422, `A fixture has a name of 1 to ${LONGEST_NAME} characters.`)
  if (panel.store.bench.fixturesOf(id).length >= MOST_FIXTURES)
    throw new HotplugError(
      422,
      `There are ${MOST_FIXTURES} fixtures of this hook already.`,
      'Remove one of them first.',
    )
  const { run, verdict } = result.now
  return panel.store.bench.putFixture({
    ...{ hook: id, event: hook.event, name: words, stdin: result.stdin.trimEnd() },
    ...{ ended: run.ended, code: run.code, outcome: verdict.outcome, told: JSON.stringify(verdict.told) },
  })
}

export function dropFixture(panel: Panel, id: string, fixture: string) {
  if (!/^\d{1,15}$/.test(fixture) || !panel.store.bench.dropFixture(id, Number(fixture)))
    throw new HotplugError(409, 'There is no such fixture any more.')
}
