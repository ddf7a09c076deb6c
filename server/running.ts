import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { HotplugError } from './errors.ts'
import { isAlive, processStart } from './processes.ts'

const Running = z.object({ pid: z.number().int(), processStart: z.string(), port: z.number().int() })

/** The key that lets the command line speak to the panel: 0600, made when first needed. */
export function readKey(stateDir: string): string {
  mkdirSync(stateDir, { recursive: true, mode: 0o700 })
  const path = join(stateDir, 'key')
  try {
    writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  chmodSync(path, 0o600)
  return readFileSync(path, 'utf8').trim()
}

/** Leaves word of where this panel listens; the returned function takes it back. */
export function announceRunning(stateDir: string, port: number): () => void {
  const path = join(stateDir, 'panel.json')
  const mine = JSON.stringify({ pid: process.pid, processStart: processStart(process.pid) ?? '', port })
  writeFileSync(path, mine, { mode: 0o600 })
  return () => {
    if (readText(path) === mine) rmSync(path, { force: true })
  }
}

/** Asks the panel that runs with this state folder for a new one-time link. */
export async function newLinkFromRunning(stateDir: string): Promise<string> {
  const running = Running.safeParse(parsed(readText(join(stateDir, 'panel.json')))).data
  if (!running || !isAlive(running.pid, running.processStart)) {
    throw new HotplugError(404, 'No panel is running.', 'Start one with `npm start`.')
  }
  const answer = await fetch(`http://127.0.0.1:${running.port}/links`, {
    method: 'POST',
    headers: { authorization: `Bearer ${readKey(stateDir)}` },
  })
  if (!answer.ok) throw new HotplugError(503, `The panel on port ${running.port} gave no link (${answer.status}).`)
  return (await answer.text()).trim()
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
