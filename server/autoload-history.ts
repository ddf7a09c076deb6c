import type { ActivationRow, Connection, DecisionRow, DetectionRow, InstallRow, Outcome } from './autoload-store.ts'

/** What the pages ask about auto-loading's past: every query by its name, none of them longer than its bound. */

export type HistoryFilter = {
  readonly plugin: string | null
  readonly group: string | null
  readonly session: string | null
  readonly project: string | null
  readonly outcome: Outcome | null
  /** Only what was decided before this row, in the order of the list; null: from the newest on. */
  readonly before: Cursor | null
  /** Only since then (milliseconds). */
  readonly since: number
}

export type Cursor = { readonly at: number; readonly id: number }

/** `next`: where to go on; `looked`: how many rows were looked at for these. */
export type Found<Row> = { readonly rows: readonly Row[]; readonly next: Cursor | null; readonly looked: number }

export type DayOfGroup = { day: number; group: string; outcome: Outcome; amount: number; wrong: number }
export type Latency = { at: number; ms: number }

/** So many rows of the most telling index are looked at for a page, at most. */
const MOST_LOOKED = 3_000
const MOST_CHOICES = 200

const BEFORE = 'at <= @beforeAt and (at < @beforeAt or id < @beforeId)'
const AFTER = 'at >= @lastAt and (at > @lastAt or id >= @lastId)'

export function autoloadHistory(db: Connection & { exec: (sql: string) => unknown }) {
  const prepared = new Map<string, ReturnType<Connection['prepare']>>()
  const query = (sql: string) => {
    const statement = prepared.get(sql) ?? db.prepare(sql)
    prepared.set(sql, statement)
    return {
      all: <Row>(values: object | unknown[]) =>
        statement.all(...((Array.isArray(values) ? values : [values]) as never[])) as Row[],
      get: <Row>(...values: unknown[]) => statement.get(...(values as never[])) as Row | undefined,
      run: (...values: unknown[]) => Number(statement.run(...(values as never[])).changes),
    }
  }

  return {
    /** Newest first: what fits the filter among the next rows, found by the column that leaves the fewest of them. */
    decisions(filter: HistoryFilter, limit: number): Found<DecisionRow> {
      const telling = BY_TELLING.find(({ of }) => of(filter) !== null)
      const looked = query(`select id, at from decisions indexed by ${telling?.index ?? 'decisions_by_time'}
        where ${telling ? `${telling.column} = @telling and` : ''} at >= @since
        and ${BEFORE}
        order by at desc, id desc limit 1 offset ${MOST_LOOKED - 1}`).all<Cursor>(named(filter, telling))[0]
      const conditions = BY_TELLING.filter(({ of }) => of(filter) !== null).map(
        ({ column, name }) => `${column} = @${name}`,
      )
      const rows = query(`select * from decisions indexed by ${telling?.index ?? 'decisions_by_time'}
        where ${[...conditions, 'at >= @since', BEFORE, AFTER].join(' and ')}
        order by at desc, id desc limit @limit`).all<DecisionRow>({
        ...named(filter, telling),
        ...{ lastAt: looked?.at ?? 0, lastId: looked?.id ?? 0, limit: limit + 1 },
      })
      const shown = rows.slice(0, limit)
      const next = rows.length > limit ? cursorOf(shown.at(-1)) : (looked ?? null)
      return { rows: shown, next, looked: looked ? MOST_LOOKED : 0 }
    },

    /** Prompts and projects that asked for nothing, newest first. */
    silent(filter: HistoryFilter, limit: number): Found<DetectionRow> {
      const telling = BY_TELLING.find(
        ({ name, of }) => (name === 'session' || name === 'project') && of(filter) !== null,
      )
      const index = telling ? `detections_by_${telling.name}` : 'detections_by_time'
      const page = query(`select * from detections indexed by ${index}
        where ${telling ? `${telling.column} = @telling and` : ''} at >= @since
        and ${BEFORE}
        order by at desc, id desc limit ${MOST_SILENT}`).all<DetectionRow>(named(filter, telling))
      const isDecided = query('select 1 from decisions where detection = ? limit 1')
      const rows: DetectionRow[] = []
      for (const row of page) {
        if (isDecided.get(row.id)) continue
        if (filter.project !== null && row.project !== filter.project) continue
        if (rows.length === limit) return { rows, next: cursorOf(rows.at(-1)), looked: page.length }
        rows.push(row)
      }
      return { rows, next: page.length === MOST_SILENT ? cursorOf(page.at(-1)) : null, looked: page.length }
    },

    decision: (id: number) => query('select * from decisions where id = ?').get<DecisionRow>(id),
    detection: (id: number) => query('select * from detections where id = ?').get<DetectionRow>(id),
    /** The newest decision about each of these groups in a project. */
    lastOf: (group: string, project: string) =>
      query(`select * from (select * from decisions where group_name = ? order by at desc, id desc limit 50)
        where project = ? order by at desc, id desc limit 1`).get<DecisionRow>(group, project),
    /** The installs of a plugin around the time of a decision about it. */
    installOf: (plugin: string, at: number) =>
      query('select * from installs where plugin = ? and at between ? and ? order by at desc limit 1').get<InstallRow>(
        ...[plugin, at - 1_000, at + 1_000],
      ),
    activationsOf: (plugin: string, session: string) =>
      query(
        'select * from activations where session = ? and plugin = ? order by installed_at limit 5',
      ).all<ActivationRow>([...[session, plugin]]),

    /** What was decided since a day, by day, group and outcome. */
    days: (since: number) =>
      query(`select day, group_name as "group", outcome, amount, wrong from decision_days
        where day >= ? and amount > 0 order by day`).all<DayOfGroup>([since]),
    /** How long the newest detections took, oldest first. */
    latencies: (since: number, limit: number) =>
      query(`select at, duration_ms as ms from detections where at >= ? and event in ('prompt', 'project')
        order by at desc limit ?`)
        .all<Latency>([since, limit])
        .reverse(),
    /** What to choose a filter from. */
    choices: () => ({
      plugins: distinct('plugin'),
      projects: distinct('project'),
      sessions: query('select id, project, started_at from sessions order by started_at desc limit 50').all<{
        id: string
        project: string | null
        started_at: number
      }>([]),
    }),
    /** The newest detections that can be judged anew; `prompt` is there only for those who opted in. */
    recorded: (limit: number) =>
      query("select * from detections where event = 'prompt' order by at desc limit ?").all<DetectionRow>([limit]),

    /** Says that a decision was wrong, or takes that back; how often a signal was called wrong goes with it. */
    judge(
      id: number,
      wrong: boolean,
      lowered: { project: string; group: string; signals: readonly string[] } | null,
      at: number,
    ) {
      if (
        query('update decisions set wrong = ? where id = ? and wrong <> ?').run(
          ...[wrong ? 1 : 0, id, wrong ? 1 : 0],
        ) === 0
      )
        return false
      for (const signal of lowered?.signals ?? []) {
        const key = [lowered?.project, lowered?.group, signal]
        if (wrong)
          query(`insert into penalties values (?, ?, ?, 1, ?)
            on conflict do update set times = times + 1, at = excluded.at`).run(...key, at)
        else {
          query('update penalties set times = times - 1 where project = ? and group_name = ? and signal = ?').run(
            ...key,
          )
          query('delete from penalties where project = ? and group_name = ? and signal = ? and times <= 0').run(...key)
        }
      }
      return true
    },

    forgetPrompts: () => query('update detections set prompt = null where prompt is not null').run(),

    exported: EXPORTED,
    /** A part of a table, oldest first, for an export that never holds more than that. */
    part: (table: ExportedTable, after: number, limit: number) =>
      query(`select * from ${table} where rowid > ? order by rowid limit ?`).all<{
        rowid?: number
        id?: number | string
      }>([...[after, limit]]),
    /** Sessions have no number of their own. */
    sessionPart: (after: string, limit: number) =>
      query('select * from sessions where id > ? order by id limit ?').all<{ id: string }>([after, limit]),
  }

  /** From one value of an index to the next one, instead of through all of its rows. */
  function distinct(column: 'plugin' | 'project'): string[] {
    return query(`with recursive found(value) as (
        select min(${column}) from decisions
        union all select (select min(${column}) from decisions where ${column} > found.value) from found where value is not null
      ) select value from found where value is not null limit ${MOST_CHOICES}`)
      .all<{ value: string }>([])
      .map(({ value }) => value)
  }
}

const EXPORTED = ['detections', 'decisions', 'installs', 'activations'] as const
export type ExportedTable = (typeof EXPORTED)[number]

const MOST_SILENT = 400

const cursorOf = (row: Cursor | undefined): Cursor | null => (row ? { at: row.at, id: row.id } : null)

type Telling = {
  readonly name: 'plugin' | 'group' | 'session' | 'project' | 'outcome'
  readonly column: string
  readonly index: string
  readonly of: (filter: HistoryFilter) => string | null
}

/** What leaves the fewest rows comes first: a session has dozens, a project may have all of them. */
const BY_TELLING: readonly Telling[] = [
  { name: 'session', column: 'session', index: 'decisions_by_session', of: ({ session }) => session },
  { name: 'plugin', column: 'plugin', index: 'decisions_by_plugin', of: ({ plugin }) => plugin },
  { name: 'group', column: 'group_name', index: 'decisions_by_group', of: ({ group }) => group },
  { name: 'outcome', column: 'outcome', index: 'decisions_by_outcome', of: ({ outcome }) => outcome },
  { name: 'project', column: 'project', index: 'decisions_by_project', of: ({ project }) => project },
]

const named = (filter: HistoryFilter, telling: Telling | undefined) => ({
  ...{ plugin: filter.plugin, group: filter.group, session: filter.session, project: filter.project },
  ...{ outcome: filter.outcome, since: filter.since },
  beforeAt: filter.before?.at ?? Number.MAX_SAFE_INTEGER,
  beforeId: filter.before?.id ?? 0,
  telling: telling?.of(filter) ?? null,
})
