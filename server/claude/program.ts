import { accessSync, constants, existsSync, realpathSync, statSync } from 'node:fs'
import { delimiter, join, sep } from 'node:path'
import { z } from 'zod'
import { runClaude, type Surroundings } from './run.ts'
import type { ClaudeProgram, ListedPlugin, Problem } from './types.ts'

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
const LIMITS = { milliseconds: 20_000, bytes: 16 * 1024 * 1024 }

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

async function run(path: string, args: readonly string[], at: Surroundings) {
  const { output, failure } = await runClaude(path, args, at, LIMITS)
  if (failure === null) return { output }
  return { problem: { file: path, message: `claude ${args.join(' ')} ${failure}.` } }
}

const unclear = (file: string, command: string, what: string): Asked<never> => ({
  answer: null,
  problem: { file, message: `claude ${command} ${what}.` },
})

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
