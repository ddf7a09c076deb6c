import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { isBelow } from '../processes-below.ts'
import type { CachedVersion, Session } from '../types.ts'
import { pluginDirsOf, serversBelow } from './children.ts'
import { openTranscripts } from './transcripts.ts'
import { type Evidence, NO_EVIDENCE } from './types.ts'

/** The cached versions a session may have in use, and the folders of plugins of which its traces may be told. */
export type Asked = { cached: readonly CachedVersion[]; folders: readonly string[] }

export type ReadEvidence = (session: Session, asked: Asked) => Evidence

/**
 * Makes the function that tells what a living session leaves behind of what it did: cheap enough for every page, since
 * of a transcript only what is new is read, at most 2 MiB of it. It throws for nothing on disk.
 */
export function openEvidence({ configDir, pluginsDir }: { configDir: string; pluginsDir: string }): ReadEvidence {
  const transcripts = openTranscripts(configDir)
  return (session, { cached, folders }) => {
    if (!session.alive) return NO_EVIDENCE
    const told = transcripts(session)
    const isAsked = (path: string) => folders.some((folder) => isBelow(path, folder))
    return {
      commands: told?.commands ?? null,
      commandsSince: told?.wholeSince ?? null,
      leases: cached.flatMap((version) => leaseOf(session, version, pluginsDir)),
      servers: serversBelow(session.pid, folders),
      pluginDirs: pluginDirsOf(session.pid, session.cwd),
      hooks: (told?.hookCommands ?? []).flatMap(({ command, at }) =>
        folders.filter((folder) => command.includes(`${folder}/`)).map((folder) => ({ folder, at })),
      ),
      hookCommands: told?.hookCommands ?? [],
      skills: (told?.skills ?? []).filter(({ folder }) => isAsked(folder)),
    }
  }
}

/** A session writes down when it began only after it did. */
const LEEWAY = 2000

/**
 * A mark in the version's own folder; of a link, which is left alone, beside the cache. One that is older than the
 * process was left by another that had its number.
 */
function leaseOf(
  { pid, startedAt }: Session,
  { path, marketplace, plugin, version, reasons }: CachedVersion,
  pluginsDir: string,
) {
  const isLink = reasons.some(({ kind }) => kind === 'link')
  const marks =
    isLink && marketplace !== null && plugin !== null
      ? join(pluginsDir, '.in_use-links', marketplace, plugin, version)
      : join(path, '.in_use')
  const since = writtenAt(join(marks, `${pid}`))
  return since === null || since < (startedAt ?? 0) - LEEWAY ? [] : [{ folder: path, since }]
}

function writtenAt(file: string): number | null {
  try {
    const stats = lstatSync(file, { throwIfNoEntry: false })
    return stats?.isFile() ? stats.mtimeMs : null
  } catch {
    return null
  }
}
