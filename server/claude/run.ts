import { type ExecFileException, execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** What `claude` is told of its surroundings; nothing else of ours reaches it. */
export type Surroundings = {
  home: string
  configDir: string
  pluginsDir: string
  searchPath: string
  /** The folder it is started in: what is enabled depends on it. */
  project: string
  /** What git and the network need on this machine: see `passedOn` in the configuration. */
  passedOn?: Readonly<Record<string, string>>
  /** Ends whatever is being asked. */
  signal?: AbortSignal
}

export type Limits = { milliseconds: number; bytes: number }

/** `failure`: why it did not succeed, as the end of a sentence that begins with the command; null when it did. */
export type Ran = { output: string; complaint: string; failure: string | null }

/** Runs `claude` with an environment made from nothing and its input closed. It never rejects. */
export function runClaude(
  path: string,
  args: readonly string[],
  at: Surroundings,
  limits: Limits,
  onStart: (pid: number) => void = () => {},
): Promise<Ran> {
  return new Promise((resolve) => {
    const options = {
      cwd: existsSync(at.project) ? at.project : at.home,
      env: environment(at),
      timeout: limits.milliseconds,
      killSignal: 'SIGKILL' as const,
      maxBuffer: limits.bytes,
      ...(at.signal && { signal: at.signal }),
    }
    const child = execFile(path, args, options, (error, output, complaint) => {
      resolve({ output, complaint, failure: error && failureOf(error, complaint, limits) })
    })
    child.stdin?.on('error', () => {})
    child.stdin?.end()
    if (child.pid !== undefined) onStart(child.pid)
  })
}

/**
 * CLAUDE_CONFIG_DIR is left out where Claude Code would look anyway: with it, it keeps `.claude.json` inside of that
 * folder instead of in the home folder, and would start a second one.
 */
function environment({ home, configDir, pluginsDir, searchPath, passedOn }: Surroundings): Record<string, string> {
  const usual =
    configDir === join(home, '.claude') &&
    (existsSync(join(home, '.claude.json')) || !existsSync(join(configDir, '.claude.json')))
  return {
    ...passedOn,
    HOME: home,
    PATH: searchPath,
    DISABLE_AUTOUPDATER: '1',
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    ...(!usual && { CLAUDE_CONFIG_DIR: configDir }),
    ...(pluginsDir !== join(configDir, 'plugins') && { CLAUDE_CODE_PLUGIN_CACHE_DIR: pluginsDir }),
    ...(process.platform === 'win32' && { USERPROFILE: home, SystemRoot: process.env.SystemRoot ?? 'C:\\Windows' }),
  }
}

function failureOf(error: ExecFileException, complaint: string, limits: Limits): string {
  if ((error.code as unknown) === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'answers with more than can be right'
  if ((error.code as unknown) === 'ABORT_ERR') return 'was ended'
  if (error.killed) return `gave no answer within ${limits.milliseconds / 1000} seconds`
  return `failed: ${(complaint.trim() || error.message).split('\n')[0]?.slice(0, 300)}`
}
