import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Isolated } from '../claude/drive/isolated.ts'

/** As `npm start` has it. */
const FLAGS = ['--max-semi-space-size=1']
export const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url))

/** What our own program is told: the same places as the isolated `claude`, and a state folder beside them. */
export const environmentOf = (isolated: Isolated): Record<string, string> => ({
  ...isolated.env,
  HOTPLUG_HOME: join(isolated.root, 'state'),
  HOTPLUG_CLAUDE: isolated.program,
})

export type Ran = { code: number; out: string; err: string }

/** Runs one command of the command line in the isolated project folder. */
export function hotplug(isolated: Isolated, ...args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const options = { cwd: isolated.project, env: environmentOf(isolated), maxBuffer: 64 * 1024 * 1024 }
    execFile(process.execPath, [...FLAGS, MAIN, ...args], options, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err })
    })
  })
}

/** The JSON answer of a command, whatever its exit code says. */
export async function hotplugJson<T>(isolated: Isolated, ...args: readonly string[]): Promise<T> {
  const { out, err } = await hotplug(isolated, ...args, '--json')
  if (out === '') throw new Error(err)
  return JSON.parse(out) as T
}

/** The panel as people start it; `link` is the line it printed. */
export async function startPanel(isolated: Isolated, ...args: readonly string[]) {
  const child = spawn(process.execPath, [...FLAGS, MAIN, 'serve', '--no-open', ...args], {
    cwd: isolated.project,
    env: environmentOf(isolated),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let complaints = ''
  let printed = ''
  child.stdout.on('data', (chunk) => {
    printed += chunk
  })
  child.stderr.on('data', (chunk) => {
    complaints += chunk
  })
  const link = await firstLine(child, () => complaints)
  return {
    link,
    origin: new URL(link).origin,
    pid: child.pid as number,
    async stop(signal: NodeJS.Signals = 'SIGINT') {
      const ended = once(child, 'close')
      child.kill(signal)
      const [code] = await ended
      return { code: code as number | null, printed, complaints }
    },
  }
}

async function firstLine(child: ChildProcess, complaints: () => string): Promise<string> {
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  const [line] = await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`The panel ended with code ${code}: ${complaints()}`)
    }),
  ])
  return line as string
}
