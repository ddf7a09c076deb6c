import Database from 'better-sqlite3'
import type { Problem } from './claude/types.ts'
import { cannotOpen, checkContents, DamageError, isDamage } from './damage.ts'
import { HotplugError } from './errors.ts'
import { emptiedProblem, inodeOf, setAside, setAsideBefore } from './set-aside.ts'

/** Append only: a position is a version. */
const MIGRATIONS = [
  `create table links (plugin text primary key, directory text not null, at integer not null) strict;
   create table actions (
     id integer primary key,
     kind text not null,
     plugin text not null,
     state text not null,
     phase text,
     at integer not null,
     duration_ms real,
     summary text not null,
     error text,
     files text not null,
     bytes integer not null,
     work text not null,
     base_before text not null,
     undoes integer,
     after text not null,
     undone_by integer,
     dismissed integer not null default 0,
     pid integer not null,
     process_start text not null
   ) strict;
   create index actions_by_plugin on actions (plugin, at);
   create index actions_by_state on actions (state);
   create table bases (folder text primary key, at integer not null, hashes text not null) strict;
   create table answers (question text primary key, fingerprint text not null, answer text not null) strict;
   create table locks (name text primary key, pid integer not null, process_start text not null) strict;`,

  // kept: whether the trash still holds what the action replaced or removed; emptied: why it does not. token names its
  // trash, trashed says how many bytes lie in it (null: not measured yet): the index of the trash.
  `alter table actions add column kept integer not null default 1;
   alter table actions add column emptied text;
   alter table actions add column token text;
   alter table actions add column trashed integer;
   update actions set token = work ->> 'token';
   create index actions_by_trash on actions (token, kept, state, at, trashed) where token is not null;
   create table base_hashes (
     folder text not null, path text not null, hash text not null, at integer not null, primary key (folder, path)
   ) strict, without rowid;
   insert into base_hashes select folder, value ->> 0, value ->> 1, at from bases, json_each(bases.hashes);
   drop table bases;
   create table watches (plugin text primary key, wanted integer not null, at integer not null) strict;
   create table watchers (
     plugin text not null, pid integer not null, process_start text not null, state text not null,
     sentence text not null, primary key (plugin, pid)
   ) strict, without rowid;
   create table settings (name text primary key, value text not null) strict;`,

  // What auto-loading remembers: see autoload-store.ts. Lists and evidence are JSON. penalties: how often a signal was
  // called wrong in a project. decision_days: how much was decided on each day, for what is counted over a million rows.
  `create table groups_chosen (
     group_name text primary key, state text not null, plugins text not null, instead text, at integer not null
   ) strict;
   create table refusals (
     project text not null, plugin text not null, reason text not null, at integer not null,
     primary key (project, plugin)
   ) strict, without rowid;
   create table sessions (
     id text primary key, project text, version text, started_at integer not null, ended_at integer
   ) strict;
   create index sessions_by_time on sessions (started_at);
   create table detections (
     id integer primary key, at integer not null, event text not null, session text, project text,
     matches text not null, suppressed text not null, prompt text, duration_ms real not null,
     wrong integer not null default 0
   ) strict;
   create index detections_by_time on detections (at);
   create index detections_by_session on detections (session, at);
   create index detections_by_project on detections (project, at);
   create table decisions (
     id integer primary key, detection integer, at integer not null, session text, project text,
     group_name text not null, plugin text, outcome text not null, why text not null, evidence text not null,
     wrong integer not null default 0
   ) strict;
   create index decisions_by_time on decisions (at);
   create index decisions_by_plugin on decisions (plugin, at);
   create index decisions_by_session on decisions (session, at);
   create index decisions_by_group on decisions (group_name, at);
   create index decisions_by_project on decisions (project, at);
   create index decisions_by_outcome on decisions (outcome, at);
   create index decisions_by_detection on decisions (detection);
   create table installs (
     id integer primary key, at integer not null, plugin text not null, group_name text, project text,
     config text not null, outcome text not null, message text not null, duration_ms real not null,
     asked_by text not null
   ) strict;
   create index installs_by_time on installs (at);
   create index installs_by_plugin on installs (plugin, at);
   create index installs_by_group on installs (group_name, at);
   create index installs_by_config on installs (config, outcome, plugin, project, at);
   create table activations (
     id integer primary key, plugin text not null, session text, installed_at integer not null,
     active_from integer, route text not null
   ) strict;
   create index activations_by_plugin on activations (plugin, installed_at);
   create index activations_by_session on activations (session, installed_at);
   create index activations_waiting on activations (session) where active_from is null;

   create table penalties (
     project text not null, group_name text not null, signal text not null, times integer not null, at integer not null,
     primary key (project, group_name, signal)
   ) strict, without rowid;

   create table decision_days (
     day integer not null, group_name text not null, outcome text not null,
     amount integer not null, wrong integer not null, primary key (day, group_name, outcome)
   ) strict, without rowid;
   create trigger decision_made after insert on decisions begin
     insert into decision_days values (new.at / 86400000, new.group_name, new.outcome, 1, new.wrong)
     on conflict do update set amount = amount + 1, wrong = wrong + excluded.wrong;
   end;
   create trigger decision_judged after update of wrong on decisions begin
     update decision_days set wrong = wrong + new.wrong - old.wrong
     where day = new.at / 86400000 and group_name = new.group_name and outcome = new.outcome;
   end;
   create trigger decision_forgotten after delete on decisions begin
     update decision_days set amount = amount - 1, wrong = wrong - old.wrong
     where day = old.at / 86400000 and group_name = old.group_name and outcome = old.outcome;
   end;`,

  // What sessions were seen to have, edits on their way, dev modes, and measurements of Claude Code itself.
  `create table seen_folders (folder text primary key, since real not null) strict;
   create table seen_files (
     folder text not null, path text not null, since real not null, until real, hash text, outline text,
     size integer not null, modified real not null, changed real not null, primary key (folder, path, since)
   ) strict, without rowid;
   create table seen_sessions (
     pid integer not null, started_at real not null, plugins text not null, primary key (pid, started_at)
   ) strict, without rowid;
   create table edits (
     id integer primary key, plugin text not null, path text not null, component text not null, change text not null,
     saved_at real not null, loaded_at real, loaded_by text, live_at real, live_by text
   ) strict;
   create index edits_by_plugin on edits (plugin, saved_at);
   create index edits_by_time on edits (saved_at);
   create index edits_under_way on edits (saved_at, loaded_at) where live_at is null;
   create table probes (
     id integer primary key, version text not null, program text not null, driver text not null, quick integer not null,
     only_kinds text not null, state text not null, began integer not null, ended integer, asked integer, failed text not null,
     error text, pid integer not null, process_start text not null
   ) strict;
   create table measurements (
     version text not null, driver text not null, mode text not null, kind text not null, least_action text not null,
     alone text, note text, ms real not null, at integer not null, program text not null, probe integer not null,
     primary key (version, driver, mode, kind)
   ) strict, without rowid;
   create index measurements_by_probe on measurements (probe);
   create index actions_of_modes on actions (id) where kind = 'mode';
   `,

  // What a person does not want to hear of again, how hooks ran on the bench, and what took long to find out.
  `create table mutes (
     finding text primary key, check_name text not null, plugin text, message text not null, reason text not null,
     at integer not null
   ) strict, without rowid;
   create table hook_runs (
     id integer primary key, hook text not null, event text not null, input text not null, version text not null,
     fingerprint text not null, amount integer not null, ended text not null, code integer, outcome text not null,
     times text not null, at integer not null
   ) strict;
   create index hook_runs_by_hook on hook_runs (hook, at);
   create table hook_fixtures (
     id integer primary key, hook text not null, event text not null, name text not null, stdin text not null,
     ended text not null, code integer, outcome text not null, told text not null, at integer not null
   ) strict;
   create index hook_fixtures_by_hook on hook_fixtures (hook, at);
   `,
]

/** A damaged database is set aside under another name, which `problems` is told, and a new one begun. */
export function openOrSetAside(path: string, problems: Problem[]) {
  const emptied = emptiedProblem(path)
  const inode = inodeOf(path)
  try {
    return openDatabase(path)
  } catch (error) {
    if (!isDamage(error, path)) throw cannotOpen(path, error)
    setAside(path, inode)
    return openDatabase(path)
  } finally {
    problems.push(...emptied, ...setAsideBefore(path))
  }
}

function openDatabase(path: string) {
  const db = new Database(path)
  try {
    db.pragma('busy_timeout = 5000')
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    // Not written to when there is nothing to write: it opens on a full disk, too.
    if (versionOf(db) !== MIGRATIONS.length) db.transaction(() => migrate(db, path)).immediate()
    checkContents(db, path)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

const versionOf = (db: Database.Database) => db.pragma('user_version', { simple: true }) as number

function migrate(db: Database.Database, path: string) {
  const version = versionOf(db)
  if (version > MIGRATIONS.length)
    throw new HotplugError(500, `${path} was written by a newer Hotplug; update this one.`)
  if (version < 0) throw new DamageError(`${path} has no version.`)
  for (const sql of MIGRATIONS.slice(version)) db.exec(sql)
  db.pragma(`user_version = ${MIGRATIONS.length}`)
}
