import { execFile, spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { HotplugError } from '../../errors.ts'
import type { Isolated } from './isolated.ts'

/** One program in a terminal of its own that nobody sees. */
export type Terminal = {
  readonly pid: number
  /** Types a text, or presses a key by its name. */
  readonly type: (text: string) => Promise<void>
  readonly press: (key: string) => Promise<void>
  /** `ended`: the program is gone; the text is what it left on the screen. */
  readonly look: () => Promise<{ text: string; ended: boolean }>
  readonly end: () => Promise<void>
}

/** Wide, so that a message stands in one line, and high, so that it stays in sight. */
const SIZE = ['-x', '200', '-y', '100']

/** Whether programs can be run in a terminal here. */
export const hasTmux = (searchPath: string): boolean =>
  searchPath.split(delimiter).some((folder) => folder !== '' && isExecutable(join(folder, 'tmux')))

export const tmuxIsMissing = () =>
  new HotplugError(
    422,
    'Interactive sessions are driven in tmux, which is not on the PATH.',
    'Install it (`apt-get install tmux`, `brew install tmux`), or probe headless sessions.',
  )

/** Starts the isolated `claude` in a terminal of a tmux of its own, which reads no configuration of the user's. */
export async function openTerminal(isolated: Isolated, args: readonly string[]): Promise<Terminal> {
  if (!hasTmux(isolated.env.PATH ?? '')) throw tmuxIsMissing()
  const socket = join(isolated.root, `t-${crypto.randomUUID().slice(0, 6)}`)
  const tmux = (...command: readonly string[]) => run(isolated, ['-S', socket, '-f', '/dev/null', ...command])
  const where = ['-c', isolated.project, '-P', '-F', '#{pane_pid}']
  const start = ['new-session', '-d', ...SIZE, ...where, '--', isolated.program, ...args]
  // What a program prints last stays to be read, even of one that ends at once.
  const pid = Number(await tmux('set-option', '-g', 'remain-on-exit', 'on', ';', ...start))

  const tie = tieTo(isolated, socket)

  return {
    pid,
    type: async (text) => void (await tmux('send-keys', '-l', '--', text.replace(/;$/, '\\;'))),
    press: async (key) => void (await tmux('send-keys', key)),
    async look() {
      const printed = await tmux('capture-pane', '-p', ';', 'display-message', '-p', '#{pane_dead}')
      const end = printed.trimEnd().lastIndexOf('\n')
      if (printed.slice(end).trim() !== '1') return { text: printed.slice(0, end), ended: false }
      // The note that the program is gone pushes what it printed off the screen.
      return { text: (await tmux('capture-pane', '-p', '-S', '-')).trim(), ended: true }
    },
    async end() {
      await tmux('kill-server').catch(() => {})
      tie.kill()
    },
  }
}

/**
 * tmux outlives whoever started it. A client that reads its commands from us ends when we do, however that is, and
 * takes the session along. Before tmux 3.2 it cannot look on without changing the size: there nothing is tied.
 */
function tieTo({ env, root }: Isolated, socket: string) {
  const attach = ['-C', 'attach-session', '-f', 'ignore-size', ';', 'set-option', 'destroy-unattached', 'on']
  const client = spawn('tmux', ['-S', socket, ...attach], { cwd: root, env, stdio: ['pipe', 'ignore', 'ignore'] })
  client.on('error', () => {})
  client.stdin.on('error', () => {})
  return client
}

function run({ env, root }: Isolated, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile('tmux', args, { cwd: root, env }, (error, stdout) => (error ? reject(error) : resolve(stdout)))
  })
}

function isExecutable(path: string) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
