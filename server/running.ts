import { randomBytes } from 'node:crypto'
import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { HotplugError } from './errors.ts'
import { isAlive, processStart } from './processes.ts'
import { prepareStateFolder } from './state-folder.ts'

const Running = z.object({ pid: z.number().int(), processStart: z.string(), port: z.number().int() })

/** 32 bytes in base64url. */
const KEY = /^[\w-]{43}$/

/** The key that lets the command line speak to the panel: 0600, made when first needed, and again when it is damaged. */
export function readKey(stateDir: string): string {
  prepareStateFolder(stateDir)
  const path = join(stateDir, 'key')
  const key = randomBytes(32).toString('base64url')
  try {
    writeFileSync(path, key, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    if (!KEY.test(readText(path).trim())) replaceFile(path, key)
  }
  chmodSync(path, 0o600)
  return readFileSync(path, 'utf8').trim()
}

function replaceFile(path: string, text: string) {
  const beside = `${path}.${process.pid}`
  writeFileSync(beside, text, { mode: 0o600 })
  renameSync(beside, path)
}

/** Leaves word of where this panel listens; the returned function takes it back. */
export function announceRunning(stateDir: string, port: number): () => void {
  const path = join(stateDir, 'panel.json')
  const mine = JSON.stringify({ pid: process.pid, processStart: processStart(process.pid) ?? '', port })
  replaceFile(path, mine)
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
