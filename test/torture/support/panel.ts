import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Ground } from './ground.ts'
import { compiledHere, MAIN } from './program.ts'

/** The panel as people start it, with a browser's cookie; null and its complaint when it did not start. */
export async function openPanelOn(ground: Ground, uid?: number) {
  const child = spawn(process.execPath, ['--max-semi-space-size=1', MAIN, 'serve', '--no-open', '--port', '0'], {
    cwd: ground.project,
    env: { ...ground.env, NODE_COMPILE_CACHE: compiledHere },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid !== undefined && { uid, gid: uid }),
  })
  let complaints = ''
  child.stderr.on('data', (chunk) => {
    complaints += chunk
  })
  const ended = once(child, 'close')
  const link = await Promise.race([firstLine(child), ended.then(() => null)])
  if (link === null)
    return { code: child.exitCode, complaints: () => complaints, page: null, post: null, async stop() {} }
  const origin = new URL(link).origin
  const cookie = await cookieFrom(link)
  return {
    code: null,
    complaints: () => complaints,
    /** The status of a page, and its text. */
    page: async (path: string) => {
      const answer = await fetch(origin + path, { headers: { cookie } })
      return { status: answer.status, text: await answer.text() }
    },
    post: async (path: string, form: Record<string, string> = {}) => {
      const headers = { cookie, origin, 'content-type': 'application/x-www-form-urlencoded' }
      const body = new URLSearchParams(form).toString()
      const answer = await fetch(origin + path, { method: 'POST', headers, body, redirect: 'manual' })
      return { status: answer.status, text: await answer.text() }
    },
    async stop() {
      child.kill('SIGINT')
      await ended
    },
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  const [line] = await once(lines, 'line')
  return line as string
}

async function cookieFrom(link: string) {
  const answer = await fetch(link, { redirect: 'manual' })
  return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
}
