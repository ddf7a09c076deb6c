import { existsSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { HotplugError } from '../errors.ts'
import { isSafeId } from './ids.ts'
import { isPlace } from './marketplace-move.ts'
import { masked } from './masked.ts'
import { runClaude, type Surroundings } from './run.ts'

/** What came of one `claude plugin …` command. `sentence`: why it failed, in the words of the one who knows; else null. */
export type PluginCommandRan = { output: string; sentence: string | null; milliseconds: number }

/**
 * Runs one `claude plugin …` command in the folder `at.project`. Nobody else may run one in the same configuration
 * folder meanwhile: two at once lose entries of settings.json (measured with 2.1.329). Its output is masked and cut.
 * `places`: repositories that the settings themselves name, which may be added.
 */
export async function runPluginCommand(
  program: string,
  args: readonly string[],
  at: Surroundings,
  onStart?: (pid: number) => void,
  places: readonly string[] = [],
): Promise<PluginCommandRan> {
  refuseUnknown(args, places)
  if (!existsSync(at.project)) throw new HotplugError(422, `${at.project} is not there any more.`)
  const begun = performance.now()
  // There is nobody whom git could ask for a password.
  const passedOn = { ...at.passedOn, GIT_TERMINAL_PROMPT: '0' }
  const ran = await runClaude(program, args, { ...at, passedOn }, LIMITS, onStart)
  const output = cut(
    masked(
      [ran.output, ran.complaint]
        .map((text) => text.trim())
        .filter(Boolean)
        .join('\n'),
    ),
  )
  const milliseconds = performance.now() - begun
  if (ran.failure === null) return { output, sentence: null, milliseconds }
  const said = reasonIn(`${ran.output}\n${ran.complaint}`)
  return { output, sentence: masked(said ?? `\`${commandLine(args)}\` ${ran.failure}.`), milliseconds }
}

/** As a person would type it. */
export const commandLine = (args: readonly string[]) => `claude ${args.map(quotedForShell).join(' ')}`

/** Whatever it is, as one word of a shell. */
export const quotedForShell = (arg: string) =>
  /^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`

const LIMITS = { milliseconds: 120_000, bytes: 4 * 1024 * 1024 }
const MOST_OUTPUT = 4000

const WORDS = new Set([
  ...['marketplace', 'update', 'uninstall', 'install', 'enable', 'disable', 'add', 'remove'],
  ...['--keep-data', '--scope'],
])
const SCOPES = new Set(['user', 'project', 'local'])
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

/**
 * Whatever the caller thinks: nothing but these words, an id, a name, and a folder or one of these repositories to be
 * added ever becomes an argument.
 */
function refuseUnknown([first, ...rest]: readonly string[], places: readonly string[]) {
  const isAdded = (arg: string, at: number) =>
    at === 2 &&
    rest[0] === 'marketplace' &&
    rest[1] === 'add' &&
    ((isPlace(arg) && places.includes(arg)) || (isAbsolute(arg) && !/\p{Cc}/u.test(arg)))
  const unknown = rest.find(
    (arg, at) => !WORDS.has(arg) && !SCOPES.has(arg) && !isSafeId(arg) && !NAME.test(arg) && !isAdded(arg, at),
  )
  if (first !== 'plugin' || unknown !== undefined)
    throw new HotplugError(422, `${JSON.stringify(unknown ?? first)} is not handed to claude.`)
}

/** git says itself what went wrong; Claude Code (2.1.329) guesses, and marks its own sentence with a cross. */
function reasonIn(text: string): string | null {
  const lines = text.split('\n').map((line) => line.trim())
  const git = lines.filter((line) => /^(fatal|error): /.test(line)).map((line) => line.replace(/^(fatal|error): /, ''))
  const own = lines.find((line) => line.startsWith('✘'))?.replace(/^✘\s*/, '')
  if (git.length > 0) return ended(`git says: ${git.slice(0, 3).join('; ')}`)
  return own === undefined ? null : ended(own)
}

const ended = (text: string) => `${text.slice(0, 600).replace(/[.\s]+$/, '')}.`

const cut = (text: string) =>
  text.length <= MOST_OUTPUT ? text : `${text.slice(0, MOST_OUTPUT)}\n… (${text.length - MOST_OUTPUT} more characters)`
