import { join } from 'node:path'
import { autoloadHistory } from './autoload-history.ts'
import { autoloadStore } from './autoload-store.ts'
import { benchStore } from './bench-store.ts'
import type { Problem } from './claude/types.ts'
import { openOrSetAside } from './database.ts'
import { editsStore } from './edits-store.ts'
import { modesStore } from './modes-store.ts'
import { mutesStore } from './mutes-store.ts'
import type { Action, ActionKind, WatchState } from './plugins/types.ts'
import { probeStore } from './probe-store.ts'
import { processStart } from './processes.ts'
import { seenStore } from './seen-store.ts'
import { prepareStateFolder } from './state-folder.ts'

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
  /** Why it does not, as a sentence without its end: 'its trash was removed after 30 days'. */
  emptied: string | null
  /** Names its folder in the trash; null for what replaces nothing. */
  token: string | null
  /** The bytes in that folder; null: not measured yet. */
  trashed: number | null
  pid: number
  process_start: string
}

export type WatcherRow = { plugin: string; pid: number; process_start: string; state: WatchState; sentence: string }

export type NewAction = Pick<
  ActionRow,
  'kind' | 'plugin' | 'summary' | 'files' | 'bytes' | 'work' | 'base_before' | 'undoes' | 'after'
> & { trashed?: number }

/** What the trash has to know of an action, answered from an index alone. */
export type TrashRow = Pick<ActionRow, 'id' | 'kept' | 'state' | 'at' | 'trashed'> & { token: string }

/** Opens history.db in the state folder. A damaged one is set aside, never deleted, and said so in `problems`. */
export function openStore(stateDir: string) {
  prepareStateFolder(stateDir)
  const path = join(stateDir, 'history.db')
  const problems: Problem[] = []
  const db = openOrSetAside(path, problems)
  const run = (sql: string) => db.prepare(sql)

  const links = run('select plugin, directory from links')
  const putLink = run('insert or replace into links values (?, ?, ?)')
  const dropLink = run('delete from links where plugin = ?')

  const insertAction = run(`insert into actions
    (kind, plugin, state, at, summary, files, bytes, work, base_before, undoes, after, token, trashed, pid, process_start)
    values (@kind, @plugin, 'running', @at, @summary, @files, @bytes, @work, @base_before, @undoes, @after, @token, @trashed, @pid, @process_start)`)
  const setPhase = run('update actions set phase = ? where id = ?')
  const endAction = run('update actions set state = ?, error = ?, duration_ms = ? - at, phase = null where id = ?')
  const setError = run('update actions set error = ? where id = ?')
  const changeAction = run(`update actions set summary = coalesce(@summary, summary), files = coalesce(@files, files),
    bytes = coalesce(@bytes, bytes), work = coalesce(@work, work), after = coalesce(@after, after) where id = @id`)
  const retitle = run('update actions set summary = ?, files = ?, bytes = ? where id = ?')
  const markUndone = run('update actions set undone_by = ? where id = ?')
  const dismiss = run('update actions set dismissed = 1 where id <= ?')
  const action = run('select * from actions where id = ?')
  const actions = run('select * from actions order by id desc limit ?')
  const actionsOf = run('select * from actions where plugin = ? order by id desc limit ?')
  const latestOf = run('select id, kind, state, at from actions where plugin = ? order by id desc limit ?')
  const running = run("select * from actions where state = 'running' order by id")
  const runningOf = run("select 1 from actions where state = 'running' and plugin = ? limit 1")
  const notices = run(`select * from actions
    where dismissed = 0 and state <> 'running' and (error is not null or id = (select max(id) from actions where kind not in ('link', 'unlink')))
    order by id desc limit ?`)
  const lastSyncs = run(
    "select plugin, max(at) as at from actions where kind = 'sync' and state = 'done' group by plugin",
  )

  const dropKept = run('update actions set kept = 0, emptied = ? where id = ? and kept = 1')
  const dropAttempt = run("delete from actions where id = ? and state = 'running'")
  const setTrashed = run('update actions set trashed = ? where id = ?')
  const trashRows = run('select id, token, kept, state, at, trashed from actions where token is not null')
  const trashTotals =
    run(`select coalesce(sum(trashed), 0) as sum, min(at) as oldest, count(*) - count(trashed) as unmeasured
    from actions where token is not null and kept = 1 and state <> 'running'`)
  const byToken = run('select * from actions where token = ?')

  const base = run('select path, hash from base_hashes where folder = ? and at >= ?')
  const putHashes = run(
    'insert or replace into base_hashes select @folder, value ->> 0, value ->> 1, @at from json_each(@hashes)',
  )
  const dropHash = run('delete from base_hashes where folder = ? and path = ?')
  const answer = run('select answer from answers where question = ? and fingerprint = ?')
  const putAnswer = run('insert or replace into answers values (?, ?, ?)')

  const watches = run('select plugin, wanted from watches')
  const putWatch = run('insert or replace into watches values (?, ?, ?)')
  const watchers = run('select * from watchers')
  const putWatcher = run('insert or replace into watchers values (?, ?, ?, ?, ?)')
  const dropWatcher = run('delete from watchers where plugin = ? and pid = ?')
  const setting = run('select value from settings where name = ?')
  const putSetting = run('insert or replace into settings values (?, ?)')

  const lock = run('select pid, process_start from locks where name = ?')
  const putLock = run('insert or replace into locks values (?, ?, ?)')
  const dropLock = run('delete from locks where name = ? and pid = ?')

  const rows = (value: unknown) => value as ActionRow[]

  /** Writes without waiting for the disk: for what means nothing any more once this machine has lost its power. */
  function lightly<T>(work: () => T): T {
    db.pragma('synchronous = NORMAL')
    try {
      return work()
    } finally {
      db.pragma('synchronous = FULL')
    }
  }

  return {
    problems: problems as readonly Problem[],
    /** What auto-loading remembers. */
    autoload: autoloadStore(db),
    /** The same, as the pages ask about it. */
    past: autoloadHistory(db),
    /** How long edits took to be live. */
    edits: editsStore(db),
    /** Switches between the ways to develop a plugin. */
    modes: modesStore(db),
    /** Findings that nobody wants to hear of again. */
    mutes: mutesStore(db),
    /** How hooks ran on the bench. */
    bench: benchStore(db),
    /** What was measured of Claude Code itself. */
    probes: probeStore(db),
    /** What running sessions may have read. */
    seen: seenStore(db),
    links: () => new Map((links.all() as { plugin: string; directory: string }[]).map((l) => [l.plugin, l.directory])),
    link: (plugin: string, directory: string) => void putLink.run(plugin, directory, Date.now()),
    unlink: (plugin: string) => dropLink.run(plugin).changes > 0,

    beginAction(row: NewAction) {
      const mark = { at: Date.now(), pid: process.pid, process_start: processStart(process.pid) ?? '' }
      const trash = { token: tokenIn(row.work), trashed: row.trashed ?? null }
      return Number(insertAction.run({ ...row, ...trash, ...mark }).lastInsertRowid)
    },
    setPhase: (id: number, phase: string) => void setPhase.run(phase, id),
    endAction: (id: number, end: Pick<ActionRow, 'state' | 'error'>) =>
      void endAction.run(end.state, end.error, Date.now(), id),
    /** What there is to say of an action that has ended. */
    noteOn: (id: number, sentence: string) => void setError.run(sentence, id),
    /** An attempt that changed nothing and will be made again is no action: it leaves no line. */
    dropAttempt: (id: number) => void lightly(() => dropAttempt.run(id)),
    /** What became known of an action only while it was carried out; its token stays. */
    changeAction: (id: number, known: Partial<Pick<ActionRow, 'summary' | 'files' | 'bytes' | 'work' | 'after'>>) =>
      void changeAction.run({ summary: null, files: null, bytes: null, work: null, after: null, ...known, id }),
    /** What an action turned out to be about, where that was not certain when it began. */
    retitle: (id: number, { summary, files, bytes }: Pick<ActionRow, 'summary' | 'files' | 'bytes'>) =>
      void retitle.run(summary, files, bytes, id),
    markUndone: (id: number, by: number) => void markUndone.run(by, id),
    /** The trash no longer holds what this action replaced or removed. */
    dropKept: (id: number, why: string) => void dropKept.run(why, id),
    /** How many bytes the trash keeps of this action. */
    setTrashed: (id: number, bytes: number) => void setTrashed.run(bytes, id),
    trashRows: () => trashRows.all() as TrashRow[],
    /** Of all that the trash keeps: its bytes, since when, and how many actions were not measured yet. */
    trashTotals: () => trashTotals.get() as { sum: number; oldest: number | null; unmeasured: number },
    actionByToken: (token: string) => byToken.get(token) as ActionRow | undefined,
    /** Dismisses the line of this action and of all before it. */
    dismiss: (id: number) => void dismiss.run(id),
    action: (id: number) => action.get(id) as ActionRow | undefined,
    actions: (limit: number) => rows(actions.all(limit)),
    actionsOf: (plugin: string, limit: number) => rows(actionsOf.all(plugin, limit)),
    /** Whether an action on this plugin has begun and not ended. */
    isRunning: (plugin: string) => runningOf.get(plugin) !== undefined,
    /** The latest of a plugin without what they were about, which may be much. */
    latestOf: (plugin: string, limit: number) =>
      latestOf.all(plugin, limit) as Pick<ActionRow, 'id' | 'kind' | 'state' | 'at'>[],
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
      const hashes: (readonly [path: string, hash?: string])[] = []
      for (const change of changes) {
        if (change[1] === undefined) dropHash.run(folder, change[0])
        else hashes.push(change)
      }
      putHashes.run({ folder, at: Date.now(), hashes: JSON.stringify(hashes) })
    }),

    /** An answer that took long to get, valid while the fingerprint of what it rests on stays the same. */
    answer: (question: string, fingerprint: string) =>
      (answer.get(question, fingerprint) as { answer: string } | undefined)?.answer ?? null,
    putAnswer: (question: string, fingerprint: string, text: string) => void putAnswer.run(question, fingerprint, text),

    /** Which plugins are to be synced on every save, by id; `*` stands for all that say nothing themselves. */
    watches: () =>
      new Map((watches.all() as { plugin: string; wanted: number }[]).map((row) => [row.plugin, row.wanted !== 0])),
    putWatch: (plugin: string, wanted: boolean) => void putWatch.run(plugin, wanted ? 1 : 0, Date.now()),
    /** What processes that watch last said of each plugin; those that are gone may still stand here. */
    watchers: () => watchers.all() as WatcherRow[],
    putWatcher: (row: Pick<WatcherRow, 'plugin' | 'state' | 'sentence'>) =>
      void lightly(() =>
        putWatcher.run(row.plugin, process.pid, processStart(process.pid) ?? '', row.state, row.sentence),
      ),
    dropWatcher: (plugin: string, pid: number) => void lightly(() => dropWatcher.run(plugin, pid)),
    setting: (name: string) => (setting.get(name) as { value: string } | undefined)?.value ?? null,
    putSetting: (name: string, value: string) => void putSetting.run(name, value),

    lock: (name: string) => lock.get(name) as { pid: number; process_start: string } | undefined,
    putLock: (name: string, pid: number, processStart: string) => void putLock.run(name, pid, processStart),
    dropLock: (name: string, pid: number) => void lightly(() => dropLock.run(name, pid)),
    /** Several writes as one, on the disk when it returns. */
    together: <T>(work: () => T): T => db.transaction(work).immediate(),
    /** Runs `work` while no other process can write; what it wrote every process sees, a power cut may take back. */
    exclusively: <T>(work: () => T): T => lightly(() => db.transaction(work).immediate()),
    /** Changes when another process has written. */
    version: () => db.pragma('data_version', { simple: true }) as number,
    close: () => db.close(),
  }
}

/** The work of an action begins with its token, so that megabytes of JSON need not be read for it. */
const tokenIn = (work: string) => /^\{"token":"([a-z0-9]+-[0-9a-f]{8})"/.exec(work)?.[1] ?? null
