import { type ChildProcess, spawn } from 'node:child_process'
import { endRun, MARK, marked } from './group.ts'
import { keepFirst } from './keep-first.ts'
import type { Invocation, Limits, Run } from './types.ts'

/** As long as 2.1.329 waits for output of what a hook has left running (measured: 0.5 s). */
const LAST_WORDS_WITHIN = 500

type Exit = { code: number | null; signal: string | null; at: number }

/**
 * Runs what a hook starts, in a process group of its own, and ends all of it when it takes too long, prints too much,
 * or leaves something running: nothing of it is there any more when this is settled. It never rejects.
 */
export function runOnce(invocation: Invocation, stdin: string, limits: Limits, signal?: AbortSignal): Promise<Run> {
  const mark = crypto.randomUUID()
  const began = performance.now()
  const stdout = keepFirst(limits.bytes)
  const stderr = keepFirst(limits.bytes)
  return new Promise((resolve) => {
    let ended: Run['ended'] = 'by itself'
    let exit: Exit | null = null
    let lastWords: NodeJS.Timeout | undefined

    function finish(problem: string | null, leftBehind: number) {
      clearTimeout(tooLong)
      clearTimeout(lastWords)
      signal?.removeEventListener('abort', cancel)
      const by = problem !== null && exit === null ? 'not started' : ended
      resolve({
        ...{ stdout: stdout.text(), stderr: stderr.text(), cut: stdout.isFull() || stderr.isFull() },
        code: by === 'by itself' ? (exit?.code ?? 1) : null,
        signal: by === 'by itself' ? (exit?.signal ?? null) : null,
        status: null,
        ...{ ended: by, problem: by === 'not started' ? problem : null, leftBehind },
        milliseconds: (exit?.at ?? performance.now()) - began,
      })
    }

    const child = start(invocation, mark)
    if (typeof child === 'string') return resolve(notStarted(child))
    const end = (why: Run['ended']) => {
      if (exit === null && ended === 'by itself') ended = why
      if (child.pid !== undefined) endRun(child.pid, mark)
    }
    const tooLong = setTimeout(end, limits.milliseconds, 'time limit')
    const cancel = () => end('cancelled')
    signal?.addEventListener('abort', cancel)
    if (signal?.aborted) cancel()

    const settle = () => {
      const left = marked(mark).length
      if (left > 0 && child.pid !== undefined) endRun(child.pid, mark)
      child.stdout?.destroy()
      child.stderr?.destroy()
      finish(null, ended === 'by itself' ? left : 0)
    }
    for (const [stream, kept] of [
      [child.stdout, stdout],
      [child.stderr, stderr],
    ] as const)
      stream?.on('data', (chunk: Buffer) => {
        kept.add(chunk)
        if (kept.isFull()) end('too much output')
      })
    child.on('error', (error) => finish(error.message, 0))
    child.on('exit', (code, by) => {
      exit = { code, signal: by, at: performance.now() }
      lastWords = setTimeout(settle, LAST_WORDS_WITHIN)
    })
    child.on('close', () => exit && settle())
    child.stdin?.on('error', () => {})
    child.stdin?.end(stdin)
  })
}

/** Or why it cannot be. */
function start({ file, args, cwd, environment }: Invocation, mark: string): ChildProcess | string {
  const env = { ...Object.fromEntries(environment.map(({ name, value }) => [name, value])), [MARK]: mark }
  try {
    return spawn(file, args, { cwd, env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] })
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const notStarted = (problem: string): Run => ({
  ...{ stdout: '', stderr: '', cut: false, code: null, signal: null, status: null, ended: 'not started' },
  ...{ problem, leftBehind: 0, milliseconds: 0 },
})
