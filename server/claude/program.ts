import { type ExecFileException, execFile } from 'node:child_process'
import { accessSync, constants, existsSync, realpathSync, statSync } from 'node:fs'
import { delimiter, join, sep } from 'node:path'
import { z } from 'zod'
import type { ClaudeProgram, ListedPlugin, Problem } from './types.ts'

/** What `claude` is told of its surroundings; nothing else of ours reaches it. */
export type Surroundings = {
  home: string
  configDir: string
  pluginsDir: string
  searchPath: string
  /** The folder it is started in: what is enabled depends on it. */
  project: string
  /** Ends whatever is being asked. */
  signal?: AbortSignal
}

/** `problem` says in a sentence why there is no answer. */
export type Asked<T> = { answer: T; problem: null } | { answer: null; problem: Problem }

/**
 * The path of `claude`: the one the user names, else the first on the search path. One that a package brought into
 * this program's own node_modules counts only when there is no other. Null when there is none.
 */
export function findProgram(named: string | null, searchPath: string): string | null {
  if (named !== null) return isExecutable(named) ? named : null
  const onPath = searchPath
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, FILE_NAME))
    .filter(isExecutable)
  return onPath.find((path) => !isOurOwn(path)) ?? onPath[0] ?? null
}

export async function versionOf(path: string, surroundings: Surroundings): Promise<Asked<ClaudeProgram>> {
  const said = await run(path, ['--version'], surroundings)
  if ('problem' in said) return { answer: null, problem: said.problem }
  const version = /\d+\.\d+\.\d+\S*/.exec(said.output)?.[0]
  return version
    ? { answer: { path, version }, problem: null }
    : unclear(path, '--version', 'does not tell its version')
}

/**
 * What `claude plugin list --json` says, a row per record. Takes 0.2 to 0.7 s and writes none of the files that
 * Hotplug reads; in a folder that Claude Code never used it leaves a `.claude.json`: see wasUsed.
 */
export async function listPlugins(path: string, surroundings: Surroundings): Promise<Asked<readonly ListedPlugin[]>> {
  const said = await run(path, ['plugin', 'list', '--json'], surroundings)
  if ('problem' in said) return { answer: null, problem: said.problem }
  try {
    const rows = z.array(z.unknown()).parse(JSON.parse(said.output))
    return { answer: rows.flatMap((row) => ROW.safeParse(row).data ?? []), problem: null }
  } catch {
    return unclear(path, 'plugin list --json', 'does not answer with a list')
  }
}

/** Whether Claude Code ever ran with these folders; where it did not, asking it would make files of its own. */
export const wasUsed = ({ home, configDir }: Pick<Surroundings, 'home' | 'configDir'>): boolean =>
  [home, configDir].some((folder) => existsSync(join(folder, '.claude.json')))

/** Changes whenever one of the files does. What a program said can be kept as long as this stays the same. */
export const fingerprint = (files: readonly string[]): string =>
  files.map((file) => `${file} ${stampOf(file)}`).join('\n')

const FILE_NAME = process.platform === 'win32' ? 'claude.exe' : 'claude'
const TIME_LIMIT_MS = 20_000
const LARGEST_ANSWER = 16 * 1024 * 1024

const ROW = z.object({
  id: z.string(),
  version: z.string().nullish().default(null).catch(null),
  scope: z.string().catch('user'),
  enabled: z.boolean(),
  installPath: z.string().catch(''),
  readFromFolder: z.string().nullish().default(null).catch(null),
  projectPath: z.string().nullish().default(null).catch(null),
  errors: z.array(z.string()).catch([]),
})

function isExecutable(path: string) {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

function isOurOwn(path: string) {
  const own = join(import.meta.dirname, '..', '..', 'node_modules') + sep
  return path.startsWith(own) || realpathSync(path).startsWith(own)
}

function run(path: string, args: readonly string[], at: Surroundings) {
  return new Promise<{ output: string } | { problem: Problem }>((resolve) => {
    const cwd = existsSync(at.project) ? at.project : at.home
    const options = {
      cwd,
      env: environment(at),
      timeout: TIME_LIMIT_MS,
      killSignal: 'SIGKILL' as const,
      maxBuffer: LARGEST_ANSWER,
      ...(at.signal && { signal: at.signal }),
    }
    const child = execFile(path, args, options, (error, output, complaint) => {
      if (!error) return resolve({ output })
      resolve({ problem: { file: path, message: `claude ${args.join(' ')} ${failure(error, complaint)}.` } })
    })
    child.stdin?.end()
  })
}

/**
 * CLAUDE_CONFIG_DIR is left out where Claude Code would look anyway: with it, it keeps `.claude.json` inside of that
 * folder instead of in the home folder, and would start a second one.
 */
function environment({ home, configDir, pluginsDir, searchPath }: Surroundings): Record<string, string> {
  const usual =
    configDir === join(home, '.claude') &&
    (existsSync(join(home, '.claude.json')) || !existsSync(join(configDir, '.claude.json')))
  return {
    HOME: home,
    PATH: searchPath,
    DISABLE_AUTOUPDATER: '1',
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    ...(!usual && { CLAUDE_CONFIG_DIR: configDir }),
    ...(pluginsDir !== join(configDir, 'plugins') && { CLAUDE_CODE_PLUGIN_CACHE_DIR: pluginsDir }),
    ...(process.platform === 'win32' && { USERPROFILE: home, SystemRoot: process.env.SystemRoot ?? 'C:\\Windows' }),
  }
}

const unclear = (file: string, command: string, what: string): Asked<never> => ({
  answer: null,
  problem: { file, message: `claude ${command} ${what}.` },
})

function failure(error: ExecFileException, complaint: string) {
  if ((error.code as unknown) === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'answers with more than can be right'
  if (error.killed) return `gave no answer within ${TIME_LIMIT_MS / 1000} seconds`
  return `failed: ${(complaint.trim() || error.message).split('\n')[0]?.slice(0, 300)}`
}

function stampOf(file: string) {
  const stats = statOf(file)
  return stats ? `${stats.size} ${stats.mtimeMs} ${stats.ctimeMs} ${stats.ino}` : 'none'
}

function statOf(file: string) {
  try {
    return statSync(file, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}
