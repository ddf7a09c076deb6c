import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { TestPanel } from './panel.ts'
import { until } from './until.ts'

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url))

/** `hotplug watch …` in a process of its own, on the folders of a test panel. */
export function startWatch(
  t: TestContext,
  { at }: TestPanel,
  words: readonly string[],
  person: { uid?: number; gid?: number } = {},
) {
  const env = { HOME: at('home'), CLAUDE_CONFIG_DIR: at('claude'), HOTPLUG_HOME: at('state'), PATH: '' }
  const child = spawn(process.execPath, [MAIN, 'watch', ...words], {
    cwd: at('project'),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...person,
  })
  let out = ''
  let complaints = ''
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    complaints += chunk
  })
  const ended = once(child, 'close')
  // A test that fails leaves nothing running.
  t.after(() => void child.kill('SIGKILL'))
  return {
    out: () => out,
    async says(text: RegExp) {
      await until(() => text.test(out), `it says ${text}`).catch((error) => {
        throw new Error(`${error.message}; it said: ${out}${complaints}`)
      })
    },
    async end(signal: NodeJS.Signals | null = 'SIGTERM') {
      if (signal) child.kill(signal)
      const [code] = await ended
      return { code: code as number | null, out, complaints }
    },
  }
}
