import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Ground } from './ground.ts'
import type { Orders } from './saboteur.ts'

export const MAIN = fileURLToPath(new URL('../../../server/main.ts', import.meta.url))
const SABOTEUR = new URL('./saboteur.ts', import.meta.url).href

/** Types are stripped once for all of the hundreds of processes. */
export const compiledHere = mkdtempSync(join(tmpdir(), 'hotplug-torture-compiled-'))
process.on('exit', () => rmSync(compiledHere, { recursive: true, force: true }))

export type Ran = {
  code: number | null
  signal: NodeJS.Signals | null
  out: string
  err: string
  /** Calls and memory, unless it was killed. */
  report: { calls: number; bytes: number } | null
}

export type RunOptions = {
  orders?: Omit<Orders, 'within' | 'report'>
  /** Killed so many milliseconds after it began to change something. */
  killAfter?: number
  /** A shell line that ends in running the program: 'ulimit -n 40; exec "$@"'. */
  shell?: string
  /** Who it runs as. */
  uid?: number
  env?: Record<string, string>
}

/** Runs the real program once: `hotplug ARGS`. */
export async function run(ground: Ground, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { orders = {}, killAfter, shell, uid, env = {} } = options
  const report = join(ground.scratch, `report-${Math.random()}.json`)
  const within = [join(ground.pluginsDir, 'cache'), join(ground.stateDir, 'trash'), ground.source]
  const all: Orders = { within, report, ...orders, ...(killAfter !== undefined && { tell: true }) }
  const command = [process.execPath, '--max-semi-space-size=1', '--import', SABOTEUR, MAIN, ...args]
  const [program = '', ...words] = shell ? ['bash', '-c', shell, 'bash', ...command] : command
  const child = spawn(program, words, {
    cwd: ground.project,
    env: { ...ground.env, NODE_COMPILE_CACHE: compiledHere, HOTPLUG_TORTURE: JSON.stringify(all), ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    ...(uid !== undefined && { uid, gid: uid }),
  })
  const [out, err] = ['', '']
  const ran: Ran = { code: null, signal: null, out, err, report: null }
  child.stdout?.on('data', (chunk) => {
    ran.out += chunk
  })
  child.stderr?.on('data', (chunk) => {
    ran.err += chunk
  })
  child.stdio[3]?.once('data', () => setTimeout(() => child.kill('SIGKILL'), killAfter))
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      Object.assign(ran, { code, signal })
      resolve()
    })
  })
  if (existsSync(report)) {
    ran.report = JSON.parse(readFileSync(report, 'utf8'))
    rmSync(report)
  }
  return ran
}

/** The one JSON value that a command printed; throws when it printed none. */
export function jsonOf<T>(ran: Ran): T {
  if (ran.out === '') throw new Error(`It printed nothing, ended with ${ran.code ?? ran.signal} and said: ${ran.err}`)
  return JSON.parse(ran.out) as T
}

/** What is wrong with how a refused command ended, or null: it must say one thing clearly and not fall over. */
export function badRefusal({ code, signal, err }: Ran): string | null {
  if (code !== 2 && code !== 1) return `It ended with ${code ?? signal}: ${err}`
  if (/\n\s+at |node:internal|Error:/.test(err)) return `It showed a stack: ${err}`
  const isSentence = /^["“/\w].*[.!?]\n?$/s.test(err) && !/^[A-Z]+[A-Z_]*: /.test(err)
  return isSentence ? null : `It is not a sentence: ${JSON.stringify(err)}`
}
