/** What auto-loading remembers, in the same history.db as everything else: see `database.ts` for the tables. */

/** As much of a database as is needed here: both better-sqlite3 and Node's own have it, so the hook can bring its own. */
export type Connection = {
  prepare: (sql: string) => {
    run: (...values: never[]) => { changes: number | bigint; lastInsertRowid: number | bigint }
    get: (...values: never[]) => unknown
    all: (...values: never[]) => unknown[]
  }
}

export type AutoloadStore = ReturnType<typeof autoloadStore>

export type GroupState = 'off' | 'suggest' | 'auto'

/**
 * `plugins`: the ids that were approved with it; another id that the group gets later is not. `instead`: the ids that
 * take the place of those in the table, null where the table's hold.
 */
export type GroupChoice = {
  group: string
  state: GroupState
  plugins: readonly string[]
  instead: readonly string[] | null
  at: number
}

/** A plugin that is not loaded by itself in a project any more: a person uninstalled it, or said no. */
export type Refusal = { project: string; plugin: string; reason: string; at: number }

/** `signal`: a term of the vocabulary, or what a signal of a project says. */
export type Penalty = { group: string; signal: string; times: number }

export type DetectionEvent = 'prompt' | 'project' | 'edit' | 'try'

export type Outcome =
  | 'loaded'
  | 'suggested'
  | 'refused'
  | 'already there'
  | 'suppressed'
  | 'failed'
  | 'timed out'
  | 'not found'
  | 'off'

/** `matches` and `suppressed` are JSON lists; `prompt` is there only when the user opted in. */
export type NewDetection = {
  at: number
  event: DetectionEvent
  session: string | null
  project: string | null
  matches: string
  suppressed: string
  prompt: string | null
  duration_ms: number
}
export type DetectionRow = NewDetection & { id: number; wrong: number }

/** `evidence` is JSON; `plugin` is null where the decision is about the group as a whole. */
export type NewDecision = {
  detection: number | null
  at: number
  session: string | null
  project: string | null
  group_name: string
  plugin: string | null
  outcome: Outcome
  why: string
  evidence: string
}
/** `wrong`: 1 where a person said that this should not have been. */
export type DecisionRow = NewDecision & { id: number; wrong: number }

export type AskedBy = 'hook' | 'command' | 'page'

/** `config`: Claude Code's folder that it was installed in; `message` says what went wrong, '' when nothing did. */
export type NewInstall = {
  at: number
  plugin: string
  group_name: string | null
  project: string | null
  config: string
  outcome: Extract<Outcome, 'loaded' | 'already there' | 'failed' | 'timed out' | 'not found'>
  message: string
  duration_ms: number
  asked_by: AskedBy
}
export type InstallRow = NewInstall & { id: number }

/** `active_from` is null until it is known; `route`: 'new session', '/reload-plugins', 'substitute'. */
export type NewActivation = {
  plugin: string
  session: string | null
  installed_at: number
  active_from: number | null
  route: string
}
export type ActivationRow = NewActivation & { id: number }

export type SessionRow = {
  id: string
  project: string | null
  version: string | null
  started_at: number
  ended_at: number | null
}

/** Every query by its name. Nothing is prepared before it is used: a hook asks two of them. */
export function autoloadStore(db: Connection) {
  const one = (sql: string) => {
    let statement: ReturnType<Connection['prepare']> | null = null
    const ready = () => {
      statement ??= db.prepare(sql)
      return statement
    }
    return {
      run: (...values: unknown[]) => ready().run(...(values as never[])),
      get: (...values: unknown[]) => ready().get(...(values as never[])),
      all: (...values: unknown[]) => ready().all(...(values as never[])),
    }
  }

  const setting = one('select value from settings where name = ?')
  const choices = one('select group_name as "group", state, plugins, instead, at from groups_chosen')
  const choose = one('insert or replace into groups_chosen values (@group, @state, @plugins, @instead, @at)')
  const dropChoice = one('delete from groups_chosen where group_name = ?')

  const refusals = one('select plugin, reason, at, project from refusals where project = ?')
  const allRefusals = one('select plugin, reason, at, project from refusals order by at desc')
  const refuse = one('insert or ignore into refusals values (@project, @plugin, @reason, @at)')
  const dropRefusal = one('delete from refusals where project = ? and plugin = ?')

  const penalties = one('select group_name as "group", signal, times from penalties where project = ?')

  const putSession = one(`insert into sessions values (@id, @project, @version, @started_at, @ended_at)
    on conflict (id) do update set ended_at = coalesce(excluded.ended_at, ended_at),
    version = coalesce(excluded.version, version), project = coalesce(excluded.project, project)`)
  const endSession = one('update sessions set ended_at = ? where id = ?')
  const session = one('select * from sessions where id = ?')

  const addDetection = one(`insert into detections
    (at, event, session, project, matches, suppressed, prompt, duration_ms)
    values (@at, @event, @session, @project, @matches, @suppressed, @prompt, @duration_ms)`)
  const detection = one('select * from detections where id = ?')
  const lastRun = one("select at from detections where event <> 'try' order by at desc limit 1")
  const markWrong = one('update detections set wrong = ? where id = ?')
  const addDecision = one(`insert into decisions
    (detection, at, session, project, group_name, plugin, outcome, why, evidence)
    values (@detection, @at, @session, @project, @group_name, @plugin, @outcome, @why, @evidence)`)
  const decisionsOf = one('select * from decisions where session = ? and at >= ? order by at, id')

  const addInstall = one(`insert into installs
    (at, plugin, group_name, project, config, outcome, message, duration_ms, asked_by)
    values (@at, @plugin, @group_name, @project, @config, @outcome, @message, @duration_ms, @asked_by)`)
  const installsSince = one('select * from installs where at >= ? order by at, id')
  const loaded = one(`select plugin, project, max(at) as at from installs
    where config = ? and outcome = 'loaded' group by plugin, project`)

  const addActivation = one(`insert into activations (plugin, session, installed_at, active_from, route)
    values (@plugin, @session, @installed_at, @active_from, @route)`)
  const waiting = one('select * from activations where active_from is null and (session is null or session = ?)')
  const activate = one('update activations set active_from = ?, route = ? where id = ? and active_from is null')

  const newest = (table: string) => `select coalesce(max(id), 0) from ${table}`
  const forget = TABLES.map((table) =>
    one(`delete from ${table} where ${timeOf(table)} < @before or id <= (${newest(table)}) - @rows`),
  )
  const forgetSessions = one('delete from sessions where coalesce(ended_at, started_at) < ?')

  const number = (result: { lastInsertRowid: number | bigint }) => Number(result.lastInsertRowid)

  return {
    setting: (name: string) => (setting.get(name) as { value: string } | undefined)?.value ?? null,
    /** The one switch that turns all loading off. */
    isOn: () => (setting.get('autoloadOn') as { value: string } | undefined)?.value !== '0',
    /** Whether the user wants prompts themselves to be kept. */
    keepsPrompts: () => (setting.get('keepPrompts') as { value: string } | undefined)?.value === '1',

    /** What a person chose, by group; a group that is not in it suggests. */
    choices: (): ReadonlyMap<string, GroupChoice> =>
      new Map((choices.all() as ChoiceRow[]).map((row) => [row.group, choiceOf(row)])),
    choose: ({ group, state, plugins, instead }: Omit<GroupChoice, 'at'>) =>
      void choose.run({
        ...{ group, state, plugins: JSON.stringify(plugins), at: Date.now() },
        instead: instead && JSON.stringify(instead),
      }),
    dropChoice: (group: string) => void dropChoice.run(group),

    /** What is not loaded by itself in a project, by plugin id. */
    refusals: (project: string): ReadonlyMap<string, Refusal> =>
      new Map((refusals.all(project) as Refusal[]).map((row) => [row.plugin, row])),
    allRefusals: () => allRefusals.all() as Refusal[],
    refuse: (refusal: Omit<Refusal, 'at'>) => void refuse.run({ ...refusal, at: Date.now() }),
    dropRefusal: (project: string, plugin: string) => void dropRefusal.run(project, plugin),

    /** What a person called wrong in a project, and how often. */
    penalties: (project: string) => penalties.all(project) as Penalty[],

    /** Begins a session, or adds to it what has become known. */
    putSession: (row: SessionRow) => void putSession.run(row),
    endSession: (id: string) => void endSession.run(Date.now(), id),
    session: (id: string) => session.get(id) as SessionRow | undefined,

    addDetection: (row: NewDetection) => number(addDetection.run(row)),
    detection: (id: number) => detection.get(id) as DetectionRow | undefined,
    /** When a hook last wrote something down. */
    lastRun: () => (lastRun.get() as { at: number } | undefined)?.at ?? null,
    markWrong: (id: number, wrong: boolean) => void markWrong.run(wrong ? 1 : 0, id),
    addDecision: (row: NewDecision) => number(addDecision.run(row)),
    /** What was decided in a session since then, oldest first. */
    decisionsOf: (session: string, since = 0) => decisionsOf.all(session, since) as DecisionRow[],

    addInstall: (row: NewInstall) => number(addInstall.run(row)),
    /** Oldest first: what a hook tells at the next prompt. */
    installsSince: (at: number) => installsSince.all(at) as InstallRow[],
    /** What Hotplug installed into this folder of Claude Code's, when last, and for which project. */
    loaded: (config: string) => loaded.all(config) as Pick<InstallRow, 'plugin' | 'project' | 'at'>[],

    addActivation: (row: NewActivation) => number(addActivation.run(row)),
    /** What is installed and was not seen at work yet, in this session or in none. */
    waitingActivations: (session: string) => waiting.all(session) as ActivationRow[],
    activate: (id: number, from: number, route: string) => void activate.run(from, route, id),

    /** Removes what is older, and all but the newest rows of each table. Choices and refusals stay. */
    forget({ before, rows }: { before: number; rows: number }) {
      for (const each of forget) each.run({ before, rows })
      forgetSessions.run(before)
    },
  }
}

const TABLES = ['detections', 'decisions', 'installs', 'activations'] as const

const timeOf = (table: (typeof TABLES)[number]) => (table === 'activations' ? 'installed_at' : 'at')

type ChoiceRow = Omit<GroupChoice, 'plugins' | 'instead'> & { plugins: string; instead: string | null }

const choiceOf = (row: ChoiceRow): GroupChoice => ({
  ...row,
  plugins: idsIn(row.plugins),
  instead: row.instead === null ? null : idsIn(row.instead),
})

/** A list that somebody damaged approves nothing. */
function idsIn(json: string): readonly string[] {
  try {
    const ids: unknown = JSON.parse(json)
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}
