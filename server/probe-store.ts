import type { Database } from 'better-sqlite3'

/** One cell of the matrix as it was measured here; `alone` is JSON. `probe`: the run that measured it. */
export type MeasurementRow = {
  version: string
  driver: string
  mode: string
  kind: string
  least_action: string
  alone: string | null
  note: string | null
  ms: number
  at: number
  program: string
  probe: number
}

/** 'incomplete': some cells could not be measured. */
export type ProbeState = 'running' | 'done' | 'incomplete' | 'cancelled' | 'failed'

/** One run. `only_kinds` and `failed` are JSON lists; `asked`: how many cells it was about, once that is known. */
export type ProbeRunRow = {
  id: number
  version: string
  program: string
  driver: string
  quick: number
  only_kinds: string
  state: ProbeState
  began: number
  ended: number | null
  asked: number | null
  failed: string
  error: string | null
  pid: number
  process_start: string
}

export type NewProbe = Pick<
  ProbeRunRow,
  'version' | 'program' | 'driver' | 'quick' | 'only_kinds' | 'pid' | 'process_start'
>

/** What was measured of Claude Code itself on this machine. */
export function probeStore(db: Database) {
  const run = (sql: string) => db.prepare(sql)
  const put = run(`insert or replace into measurements
    values (@version, @driver, @mode, @kind, @least_action, @alone, @note, @ms, @at, @program, @probe)`)
  const all = run('select * from measurements order by version, driver, mode, kind')
  const mark = run('select count(*) as amount, total(at) as times from measurements')
  const drop = run('delete from measurements where version = ?')
  const dropProbes = run("delete from probes where version = ? and state <> 'running'")
  const unfinished = run(`select measurements.* from measurements join probes on probes.id = measurements.probe
    where probes.version = ? and probes.program = ? and probes.driver = ? and probes.state <> 'done'`)

  const begin =
    run(`insert into probes (version, program, driver, quick, only_kinds, state, began, failed, pid, process_start)
    values (@version, @program, @driver, @quick, @only_kinds, 'running', @began, '[]', @pid, @process_start)`)
  const setAsked = run('update probes set asked = ? where id = ?')
  const end = run('update probes set state = @state, ended = @ended, failed = @failed, error = @error where id = @id')
  const adopt =
    run(`update measurements set probe = @id where kind in (select value from json_each(@kinds)) and probe in (
    select id from probes
    where version = @version and program = @program and driver = @driver and quick >= @quick and state <> 'done')`)
  const resultsOf = run('select count(*) as amount from measurements where probe = ?')
  const latest = run('select * from probes order by id desc limit 1')

  return {
    measurements: () => all.all() as MeasurementRow[],
    /** Differs whenever something was measured or deleted. */
    measured: () => Object.values(mark.get() as object).join(),
    /** A new measurement of the same cell takes the place of the one before. */
    putMeasurement: (row: MeasurementRow) => void put.run(row),
    dropMeasurements: db.transaction((version: string) => {
      dropProbes.run(version)
      return drop.run(version).changes
    }),
    /** What was measured of this program by runs that were not finished. */
    unfinished: ({ version, program, driver }: Pick<ProbeRunRow, 'version' | 'program' | 'driver'>) =>
      unfinished.all(version, program, driver) as MeasurementRow[],

    beginProbe: (probe: NewProbe) => Number(begin.run({ ...probe, began: Date.now() }).lastInsertRowid),
    setAsked: (id: number, asked: number) => void setAsked.run(asked, id),
    endProbe: (id: number, outcome: Pick<ProbeRunRow, 'state' | 'failed' | 'error'>) =>
      void end.run({ id, ended: Date.now(), ...outcome }),
    /** What an earlier run began and this one has finished. */
    adopt: (probe: Pick<ProbeRunRow, 'id' | 'version' | 'program' | 'driver' | 'quick'>, kinds: readonly string[]) =>
      void adopt.run({ ...probe, kinds: JSON.stringify(kinds) }),
    /** How many results of a run there are. */
    resultsOf: (probe: number) => (resultsOf.get(probe) as { amount: number }).amount,
    latestProbe: () => latest.get() as ProbeRunRow | undefined,
  }
}
