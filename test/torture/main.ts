/**
 * Faults, tried and counted: `npm run torture`. `--only ROW` (more than once, or a part of its name), `--short` (as the
 * tests do it), `--seed N` (the one that a failed run printed). Ends with 1 when anything was lost.
 */
import { parseArgs } from 'node:util'
import { runRow } from './row.ts'
import { ROWS } from './rows.ts'
import { describeRow } from './table.ts'

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, short: { type: 'boolean' }, seed: { type: 'string' } },
})
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const rows = ROWS.filter(({ name }) => values.only?.some((part) => name.includes(part)) ?? true)
if (rows.length === 0 || !Number.isInteger(seed)) {
  console.error(`The rows are ${ROWS.map(({ name }) => name).join(', ')}; a seed is a whole number.`)
  process.exit(2)
}

console.log(`seed ${seed}, node ${process.version}${values.short ? ', short' : ''}\n`)
for (const row of rows) {
  const begun = performance.now()
  const outcome = await runRow(row, { seed, short: values.short ?? false })
  console.log(describeRow(row, outcome, (performance.now() - begun) / 1000))
  if (outcome.lost.length > 0) process.exitCode = 1
}
console.log(process.exitCode === 1 ? `Something was lost. Again with: --seed ${seed}` : 'Nothing was lost.')
