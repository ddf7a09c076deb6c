import { existsSync, lstatSync } from 'node:fs'
import { join } from 'node:path'
import type { InstallRecord, Plugin, Session } from '../../claude/types.ts'
import type { Panel } from '../../panel.ts'

/** What happens to another record of the same plugin. */
export function fateOf(other: InstallRecord, { installPath }: InstallRecord): string {
  const whose = `${other.scope} scope${other.projectPath === null ? '' : ` of ${other.projectPath}`}`
  return other.installPath === installPath
    ? `The record for the ${whose} stays; it uses the same folder, so it gets the same new files.`
    : `The record for the ${whose} stays as it is, at version ${other.version}.`
}

/** What a person should know before, in sentences. */
export function notesOn(
  { source, loaded, name, marketplace, entry }: Plugin,
  { installPath, version }: InstallRecord,
): string[] {
  const notes: string[] = []
  if (loaded.how === 'in-place')
    notes.push(`Claude Code reads ${name} in place, from ${loaded.path}: only its copy in the cache is renewed.`)
  if (lstatSync(installPath, { throwIfNoEntry: false })?.isSymbolicLink())
    notes.push(`The cached version is a link: it is replaced by a real copy, and what it leads to stays untouched.`)
  else if (!existsSync(installPath)) notes.push(`${installPath} is not there; this brings it back.`)
  if (source?.by === 'link')
    notes.push(
      `It takes what the marketplace ${marketplace} has, not your checkout ${source.path}: sync again afterwards if that has more.`,
    )
  if (entry?.version && entry.version !== version)
    notes.push(`The catalogue names version ${entry.version}: it is installed beside ${version}.`)
  if (existsSync(join(installPath, 'node_modules')) && !existsSync(join(installPath, 'package-lock.json')))
    notes.push(
      'Its node_modules are not kept. Where the marketplace does not bring them along they have to be installed again.',
    )
  return notes
}

/** Who says that it uses this copy; where it is read in place nobody leaves word, so every session counts. */
export function sessionsWith(
  panel: Panel,
  { cached, loaded, enabled }: Plugin,
  { installPath }: InstallRecord,
): Session[] {
  const alive = panel.survey.inventory().sessions.filter((session) => session.alive)
  if (loaded.how === 'in-place') return enabled ? alive : []
  const pids = cached
    .filter(({ path }) => path === installPath)
    .flatMap(({ reasons }) =>
      reasons.flatMap((reason) => (reason.kind === 'leased' && reason.alive ? [reason.pid] : [])),
    )
  return pids.map(
    (pid) =>
      alive.find((session) => session.pid === pid) ?? {
        pid,
        alive: true,
        sessionId: null,
        cwd: null,
        version: null,
        startedAt: null,
        status: null,
        driver: null,
      },
  )
}
