import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Plugin, Session } from '../../server/claude/types.ts'
import type { Case, Folders } from './run-case.ts'

const ID = '71a12852-ae6d-44fa-af9a-ac41874d6b00'
const HOUR = 3_600_000

/** What may be different about the session that is there, and about the file that was written an hour ago. */
export type Situation = {
  /** Hours before now. */
  startedAt?: number
  reloadedAt?: number
  alive?: boolean
  transcript?: boolean
  /** Paths below the plugin, and how many hours ago they were written. */
  written: Readonly<Record<string, number>>
  plugin?: Partial<Plugin>
  loadedElsewhere?: boolean
}

/** A plugin that a session has had for two hours. */
export const withSession = ({ startedAt = 2, alive = true, transcript = true, ...more }: Situation): Case => ({
  prepare: (folders) => {
    if (transcript) writeTranscript(folders, more.reloadedAt)
    for (const [path, hours] of Object.entries(more.written)) {
      const at = new Date(Date.now() - hours * HOUR)
      utimesSync(join(folders.plugin, path), at, at)
    }
  },
  place: ({ plugin, root }) => ({
    loaded: { how: 'in-place', path: more.loadedElsewhere ? root : plugin, by: 'rule', certain: true, why: '' },
    plugin: { scope: 'user', records: [], ...more.plugin } as unknown as Plugin,
  }),
  around: ({ project }) => ({
    sessions: [{ ...SESSION, alive, cwd: project, startedAt: Date.now() - startedAt * HOUR }],
  }),
})

const SESSION: Session = {
  pid: process.pid,
  alive: true,
  sessionId: ID,
  cwd: null,
  version: '2.1.329',
  startedAt: null,
  status: 'idle',
  driver: 'headless',
}

function writeTranscript({ config, project }: Folders, reloadedAt: number | undefined) {
  const file = join(config, 'projects', project.replaceAll(/[^a-zA-Z0-9]/g, '-'), `${ID}.jsonl`)
  mkdirSync(dirname(file), { recursive: true })
  const ran = (hours: number) => ({
    type: 'system',
    subtype: 'local_command',
    isSidechain: false,
    content: '<local-command-stdout>Reloaded: 1 plugin</local-command-stdout>',
    timestamp: new Date(Date.now() - hours * HOUR).toISOString(),
    commandRun: { command: 'reload-plugins', args: '' },
  })
  writeFileSync(file, reloadedAt === undefined ? '{}\n' : `${JSON.stringify(ran(reloadedAt))}\n`)
}
