import { execFile } from 'node:child_process'

/** Longer than any of them takes on a busy machine. */
const MOST_TIME = 10_000
const MOST_OUTPUT = 64 * 1024

/**
 * Runs an interpreter that is only to look at a text: nothing of our environment but where programs are, no folder of
 * anybody's, and a time after which it is ended. It never rejects.
 */
export function ask(
  program: string,
  args: readonly string[],
  text: string,
  searchPath: string,
): Promise<{ code: number; complaint: string } | { why: string }> {
  return new Promise((resolve) => {
    const limits = { timeout: MOST_TIME, maxBuffer: MOST_OUTPUT, killSignal: 'SIGKILL' as const }
    const env = { PATH: searchPath, LC_ALL: 'C', PYTHONUTF8: '1', NO_COLOR: '1' }
    const child = execFile(program, args, { cwd: '/', env, ...limits }, (error, _output, complaint) => {
      if (!error) resolve({ code: 0, complaint })
      else if (error.killed) resolve({ why: 'Its interpreter gave no answer in time.' })
      else if (typeof error.code === 'number') resolve({ code: error.code, complaint })
      else resolve({ why: 'Its interpreter could not be started.' })
    })
    child.stdin?.on('error', () => {})
    child.stdin?.end(text)
  })
}
