import type { Database } from 'better-sqlite3'

/**
 * One press of the button: `amount` runs of the same hook with the same input. `input` names what it was given, and
 * never is what it was given; `times`: milliseconds, JSON. `version`: '' for what is there now.
 */
export type HookRunRow = {
  id: number
  hook: string
  event: string
  input: string
  version: string
  fingerprint: string
  amount: number
  ended: string
  code: number | null
  outcome: string
  times: string
  at: number
}

/** An input that somebody wanted to keep, and what the hook made of it then. `told`: JSON. */
export type HookFixtureRow = {
  id: number
  hook: string
  event: string
  name: string
  stdin: string
  ended: string
  code: number | null
  outcome: string
  told: string
  at: number
}

/** How hooks ran on the bench. */
export function benchStore(db: Database) {
  const run = (sql: string) => db.prepare(sql)
  const put =
    run(`insert into hook_runs (hook, event, input, version, fingerprint, amount, ended, code, outcome, times, at)
    values (@hook, @event, @input, @version, @fingerprint, @amount, @ended, @code, @outcome, @times, @at)`)
  const trim = run(`delete from hook_runs where hook = @hook and id not in (
    select id from hook_runs where hook = @hook order by id desc limit @most)`)
  const runsOf = run('select * from hook_runs where hook = ? order by id desc limit ?')
  const latest = run(
    'select * from hook_runs where id in (select max(id) from hook_runs where version = ? group by hook)',
  )
  const fixtures = run('select * from hook_fixtures where hook = ? order by id desc')
  const putFixture = run(`insert into hook_fixtures (hook, event, name, stdin, ended, code, outcome, told, at)
    values (@hook, @event, @name, @stdin, @ended, @code, @outcome, @told, @at)`)
  const dropFixture = run('delete from hook_fixtures where hook = ? and id = ?')

  return {
    /** Of each hook only the newest are kept. */
    put: db.transaction((row: Omit<HookRunRow, 'id' | 'at'>) => {
      put.run({ ...row, at: Date.now() })
      trim.run({ hook: row.hook, most: MOST_RUNS })
    }),
    runsOf: (hook: string, limit: number) => runsOf.all(hook, limit) as HookRunRow[],
    /** The latest of every hook as it is, for what all of them cost. */
    latest: () => latest.all('') as HookRunRow[],
    fixturesOf: (hook: string) => fixtures.all(hook) as HookFixtureRow[],
    putFixture: (row: Omit<HookFixtureRow, 'id' | 'at'>) =>
      Number(putFixture.run({ ...row, at: Date.now() }).lastInsertRowid),
    dropFixture: (hook: string, id: number) => dropFixture.run(hook, id).changes > 0,
  }
}

const MOST_RUNS = 200
