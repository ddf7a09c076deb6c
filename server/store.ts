import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from './claude/types.ts'
import { openOrSetAside } from './database.ts'
import type { Action, ActionKind } from './plugins/types.ts'
import { processStart } from './processes.ts'

export type Store = ReturnType<typeof openStore>

/** An action as it is kept: `work` is what carrying it out, finishing it or taking it back needs (JSON). */
export type ActionRow = {
  id: number
  kind: ActionKind
  plugin: string
  state: Action['state']
  phase: string | null
  at: number
  duration_ms: number | null
  summary: string
  error: string | null
  files: string
  bytes: number
  work: string
  /** What the base said of these files before (JSON pairs), so that taking the action back restores it. */
  base_before: string
  undoes: number | null
  /** What sessions need now (JSON list of commands). */
  after: string
  undone_by: number | null
  dismissed: number
  /** 0 once the trash no longer holds what the action replaced or removed. */
  kept: number
  pid: number
  process_start: string
}

export type NewAction = Pick<
  ActionRow,
  'kind' | 'plugin' | 'summary' | 'files' | 'bytes' | 'work' | 'base_before' | 'undoes' | 'after'
>

/** Opens history.db in the state folder. A damaged one is set aside, never deleted, and said so in `problems`. */
export function openStore(stateDir: string) {
  mkdirSync(stateDir, { recursive: true, mode: 0o700 })
  chmodSync(stateDir, 0o700)
  const path = join(stateDir, 'history.db')
  const problems: Problem[] = []
  const db = openOrSetAside(path, problems)
  const run = (sql: string) => db.prepare(sql)

  const links = run('select plugin, directory from links')
  const putLink = run('insert or replace into links values (?, ?, ?)')
  const dropLink = run('delete from links where plugin = ?')

  const insertAction = run(`insert into actions
    (kind, plugin, state, at, summary, files, bytes, work, base_before, undoes, after, pid, process_start)
    values (@kind, @plugin, 'running', @at, @summary, @files, @bytes, @work, @base_before, @undoes, @after, @pid, @process_start)`)
  const setPhase = run('update actions set phase = ? where id = ?')
  const endAction = run('update actions set state = ?, error = ?, duration_ms = ?, phase = null where id = ?')
  const setError = run('update actions set error = ? where id = ?')
  const markUndone = run('update actions set undone_by = ? where id = ?')
  const dismiss = run('update actions set dismissed = 1 where id <= ?')
  const action = run('select * from actions where id = ?')
  const actions = run('select * from actions order by id desc limit ?')
  const actionsOf = run('select * from actions where plugin = ? order by id desc limit ?')
  const running = run("select * from actions where state = 'running' order by id")
  const notices = run(`select * from actions
    where dismissed = 0 and state <> 'running' and (error is not null or id = (select max(id) from actions where kind not in ('link', 'unlink')))
    order by id desc limit ?`)
  const lastSyncs = run(
    "select plugin, max(at) as at from actions where kind = 'sync' and state = 'done' group by plugin",
  )

  const dropKept = run('update actions set kept = 0 where id = ?')

  const base = run('select path, hash from base_hashes where folder = ? and at >= ?')
  const putHash = run('insert or replace into base_hashes values (?, ?, ?, ?)')
  const dropHash = run('delete from base_hashes where folder = ? and path = ?')
  const answer = run('select answer from answers where question = ? and fingerprint = ?')
  const putAnswer = run('insert or replace into answers values (?, ?, ?)')

  const watches = run('select plugin, wanted from watches')
  const putWatch = run('insert or replace into watches values (?, ?, ?)')
  const setting = run('select value from settings where name = ?')
  const putSetting = run('insert or replace into settings values (?, ?)')

  const lock = run('select pid, process_start from locks where name = ?')
  const putLock = run('insert or replace into locks values (?, ?, ?)')
  const dropLock = run('delete from locks where name = ? and pid = ?')

  const rows = (value: unknown) => value as ActionRow[]
  return {
    problems: problems as readonly Problem[],
    links: () => new Map((links.all() as { plugin: string; directory: string }[]).map((l) => [l.plugin, l.directory])),
    link: (plugin: string, directory: string) => void putLink.run(plugin, directory, Date.now()),
    unlink: (plugin: string) => dropLink.run(plugin).changes > 0,

    beginAction(row: NewAction) {
      const mark = { at: Date.now(), pid: process.pid, process_start: processStart(process.pid) ?? '' }
      return Number(insertAction.run({ ...row, ...mark }).lastInsertRowid)
    },
    setPhase: (id: number, phase: string) => void setPhase.run(phase, id),
    endAction(id: number, end: Pick<ActionRow, 'state' | 'error'>) {
      endAction.run(
        end.state,
        end.error,
        Date.now() - ((action.get(id) as ActionRow | undefined)?.at ?? Date.now()),
        id,
      )
    },
    /** What there is to say of an action that has ended. */
    noteOn: (id: number, sentence: string) => void setError.run(sentence, id),
    markUndone: (id: number, by: number) => void markUndone.run(by, id),
    /** The trash no longer holds what this action replaced or removed. */
    dropKept: (id: number) => void dropKept.run(id),
    /** Dismisses the line of this action and of all before it. */
    dismiss: (id: number) => void dismiss.run(id),
    action: (id: number) => action.get(id) as ActionRow | undefined,
    actions: (limit: number) => rows(actions.all(limit)),
    actionsOf: (plugin: string, limit: number) => rows(actionsOf.all(plugin, limit)),
    runningActions: () => rows(running.all()),
    /** The latest action, and those that went wrong, as long as their line was not dismissed. */
    notices: (limit: number) => rows(notices.all(limit)),
    lastSyncs: () => new Map((lastSyncs.all() as { plugin: string; at: number }[]).map((r) => [r.plugin, r.at])),

    /** Content hashes of a loaded folder, by path, as far as Hotplug left them there since then (milliseconds). */
    base(folder: string, since: number): ReadonlyMap<string, string> {
      const rows = base.all(folder, since) as { path: string; hash: string }[]
      return new Map(rows.map(({ path, hash }) => [path, hash]))
    },
    /** Changes what the base says of these paths; undefined: nothing is known of a path any more. */
    changeBase: db.transaction((folder: string, changes: Iterable<readonly [path: string, hash?: string]>) => {
      const at = Date.now()
      for (const [path, hash] of changes) {
        if (hash === undefined) dropHash.run(folder, path)
        else putHash.run(folder, path, hash, at)
      }
    }),

    /** An answer that took long to get, valid while the fingerprint of what it rests on stays the same. */
    answer: (question: string, fingerprint: string) =>
      (answer.get(question, fingerprint) as { answer: string } | undefined)?.answer ?? null,
    putAnswer: (question: string, fingerprint: string, text: string) => void putAnswer.run(question, fingerprint, text),

    /** Which plugins are to be synced on every save, by id; `*` stands for all that say nothing themselves. */
    watches: () =>
      new Map((watches.all() as { plugin: string; wanted: number }[]).map((row) => [row.plugin, row.wanted !== 0])),
    putWatch: (plugin: string, wanted: boolean) => void putWatch.run(plugin, wanted ? 1 : 0, Date.now()),
    setting: (name: string) => (setting.get(name) as { value: string } | undefined)?.value ?? null,
    putSetting: (name: string, value: string) => void putSetting.run(name, value),

    lock: (name: string) => lock.get(name) as { pid: number; process_start: string } | undefined,
    putLock: (name: string, pid: number, processStart: string) => void putLock.run(name, pid, processStart),
    dropLock: (name: string, pid: number) => void dropLock.run(name, pid),
    /** Runs `work` while no other process can write. */
    exclusively: <T>(work: () => T): T => db.transaction(work).immediate(),
    /** Changes when another process has written. */
    version: () => db.pragma('data_version', { simple: true }) as number,
    close: () => db.close(),
  }
}
