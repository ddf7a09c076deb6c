import { join, resolve } from 'node:path'
import { isAlive } from '../../processes.ts'
import type { Answer, At } from './answer.ts'
import { inBackground } from './background.ts'
import { field } from './event.ts'
import { jsonOf, textOf } from './files.ts'
import { outputOf } from './say.ts'
import { type Edited, editedIn } from './sources.ts'

type Here = At<'PostToolUse'>

const LARGEST = 8 * 1024 * 1024

/**
 * Claude edited a file. Where that is the source of a plugin whose loaded copy lies elsewhere, a watched plugin is synced
 * now, unless somebody watches it already; of another one the user and Claude are told, once a session.
 */
export function onEdit(at: Here): Answer {
  const { event, history, around } = at
  const file = resolve(event.cwd, event.file)
  const version = field(jsonOf(join(around.configDir, 'sessions', `${around.claudePid}.json`), LARGEST), 'version')
  const places = {
    pluginsDir: around.pluginsDir,
    links: history.links(),
    version: typeof version === 'string' ? version : null,
  }
  const stale = editedIn(file, places).filter(
    ({ copy, path }) => textOf(join(copy, path), LARGEST) !== textOf(file, LARGEST),
  )
  if (stale.length === 0) return { output: null, afterwards: () => {} }
  const watched = stale.filter(({ id }) => isWatched(at, id))
  const unattended = watched.filter(({ id }) => !hasWatcher(at, id))
  const news = stale.filter((one) => !watched.includes(one) && !wasTold(at, one.id))
  const lines = news.map(
    ({ id, path }) =>
      `${path} of ${id} was edited, but Claude Code reads a copy: \`hotplug sync ${id}\` brings it there and says what comes next.`,
  )
  return {
    output: outputOf(event.name, lines, lines.length > 0 ? lines.join('\n') : null),
    afterwards: async () => {
      history.together(() => writeDown(at, [...unattended, ...news]))
      for (const { id } of unattended) await inBackground(at.installation, around, at.project, ['sync', id])
    },
  }
}

function isWatched({ history, around }: Here, id: string): boolean {
  const wishes = new Map(history.watches().map(({ plugin, wanted }) => [plugin, wanted !== 0]))
  const own = wishes.get(id)
  if (own !== undefined) return own
  const enabled = field(field(jsonOf(join(around.configDir, 'settings.json'), LARGEST), 'enabledPlugins'), id) === true
  return enabled && wishes.get('*') === true
}

const hasWatcher = ({ history }: Here, id: string) =>
  history.watchers().some(({ plugin, pid, process_start }) => plugin === id && isAlive(pid, process_start))

const wasTold = ({ history, event }: Here, id: string) =>
  event.session !== null && history.edits(event.session).some((matches) => matches.includes(JSON.stringify(id)))

function writeDown({ history, event, project, elapsed }: Here, edited: readonly Edited[]) {
  if (edited.length === 0) return
  history.autoload.addDetection({
    ...{ at: Date.now(), event: 'edit', session: event.session, project, prompt: null, duration_ms: elapsed() },
    matches: JSON.stringify(edited.map(({ id, path }) => ({ plugin: id, file: path }))),
    suppressed: '[]',
  })
}
