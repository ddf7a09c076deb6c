import { join } from 'node:path'
import { isAlive, processBegan } from '../processes.ts'
import type { Look } from './disk.ts'
import { fieldOf, jsonReader } from './json.ts'
import type { Session } from './types.ts'

/**
 * The Claude Code processes that left word of themselves in `sessions/PID.json` (2.1.329), living or not: a killed one
 * leaves its file behind. The `.key` files beside them are secrets and are never opened. What a file does not say, or
 * says wrongly, is null: it is no problem of the user's.
 */
export function readSessions(look: Look, configDir: string): readonly Session[] {
  const folder = join(configDir, 'sessions')
  return [...(look.entries(folder)?.keys() ?? [])]
    .filter((name) => /^[1-9]\d{0,9}\.json$/.test(name))
    .map((name) => sessionOf(Number.parseInt(name, 10), readSession(look, join(folder, name)).value))
    .sort((one, other) => one.pid - other.pid)
}

type Written = Omit<Session, 'pid' | 'alive'> & { processStart: string }

const sessionOf = (pid: number, written: Written | null): Session => {
  const { processStart, ...said } = written ?? NOTHING
  const alive = isAlive(pid, processStart) && (processStart !== '' || !isAnother(pid, said.startedAt))
  return { pid, alive, ...said }
}

/** Without a mark of its own (2.1.100) a process is at least not one that began after the session. */
function isAnother(pid: number, startedAt: number | null): boolean {
  const began = startedAt === null ? null : processBegan(pid)
  return began !== null && began > (startedAt ?? 0) + CLOCK_STEP
}

/** The clock may be set while a session runs. */
const CLOCK_STEP = 60_000

const readSession = jsonReader((session): Written => {
  const textOf = (key: string) => {
    const value = fieldOf(session, key)
    return typeof value === 'string' ? value : null
  }
  const startedAt = fieldOf(session, 'startedAt')
  const start = fieldOf(session, 'procStart')
  return {
    processStart: typeof start === 'string' || typeof start === 'number' ? String(start) : '',
    sessionId: textOf('sessionId'),
    cwd: textOf('cwd'),
    version: textOf('version'),
    startedAt: typeof startedAt === 'number' && Number.isFinite(startedAt) ? startedAt : null,
    status: textOf('status'),
    driver: textOf('entrypoint') === 'cli' ? 'interactive' : textOf('entrypoint') === null ? null : 'headless',
  }
})

const NOTHING: Written = {
  processStart: '',
  sessionId: null,
  cwd: null,
  version: null,
  startedAt: null,
  status: null,
  driver: null,
}
