import { realpathSync } from 'node:fs'
import { openTranscripts } from '../../claude/evidence/transcripts.ts'
import type { Session } from '../../claude/types.ts'
import { isInside } from '../../trees/inside.ts'
import type { Around, Place } from '../types.ts'

/** When a living session read a plugin's configuration: at its start, or at a /reload-plugins since. */
export type Reading = { pid: number; at: number; by: 'start' | 'reload' }

const MOST_SESSIONS = 30

/**
 * Of the sessions that have a plugin from the folder that is examined. Commands stand in the transcript; where there is
 * none, a reload could not be seen, and nothing is said of that session.
 */
export function readingsOf(place: Place, { sessions, config }: Around): readonly Reading[] {
  if (place.kind !== 'plugin' || !place.enabled || !isWhatIsLoaded(place)) return []
  const commandsOf = transcriptsIn(config.configDir)
  return sessions
    .filter((session) => session.alive && session.startedAt !== null && hasPlugin(session, place))
    .slice(0, MOST_SESSIONS)
    .flatMap((session): readonly Reading[] => {
      const commands = commandsOf(session)?.commands
      if (!commands) return []
      const reload = commands.findLast(({ command }) => command === '/reload-plugins')
      return [{ pid: session.pid, at: reload?.at ?? session.startedAt ?? 0, by: reload ? 'reload' : 'start' }]
    })
}

type PluginPlace = Extract<Place, { kind: 'plugin' }>

const opened = new Map<string, ReturnType<typeof openTranscripts>>()

/** Opened once for each folder: of a transcript, what was read is not read again. */
function transcriptsIn(configDir: string) {
  const transcripts = opened.get(configDir) ?? openTranscripts(configDir)
  opened.set(configDir, transcripts)
  return transcripts
}

function isWhatIsLoaded({ loaded, root }: PluginPlace) {
  return loaded !== null && loaded.how !== 'missing' && real(loaded.path) === real(root)
}

/** One that was installed for a project alone is there in that project alone. */
function hasPlugin({ cwd }: Session, { plugin }: PluginPlace) {
  if (!plugin || (plugin.scope !== 'project' && plugin.scope !== 'local')) return true
  return cwd !== null && plugin.records.some(({ projectPath }) => projectPath !== null && isInside(cwd, projectPath))
}

function real(path: string) {
  try {
    return realpathSync.native(path)
  } catch {
    return path
  }
}
