import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/** A place of its own for one `claude`: nothing of the user's is read, written or inherited. */
export type Isolated = {
  readonly root: string
  readonly home: string
  readonly configDir: string
  /** The folder that sessions are started in. */
  readonly project: string
  readonly program: string
  /** The whole environment of everything that is started here. */
  readonly env: Readonly<Record<string, string>>
  /** Runs `claude` in the project folder; resolves with its output, rejects with CommandFailed. */
  readonly claude: (...args: readonly string[]) => Promise<string>
  readonly git: (folder: string, ...args: readonly string[]) => Promise<string>
  readonly [Symbol.dispose]: () => void
}

/**
 * `program` is the `claude` to drive; `modelUrl` is where a stand-in for the Messages API listens. Programs are looked
 * for in `searchPath`, as PATH gives it, after the folder of the Node that hooks and servers of plugins are run with.
 */
export type IsolateOptions = {
  program: string
  node: string
  searchPath: string
  modelUrl?: string | undefined
  /** What the name of its folder begins with. */
  prefix?: string | undefined
  /** How long a command may take, in milliseconds, and what ends it before. */
  timeout?: number | undefined
  signal?: AbortSignal | undefined
}

/** A command that did not succeed, with all that it printed. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed'
}

const DUMMY_KEY = 'no-key-is-needed-to-talk-to-a-stand-in'

export function isolate(options: IsolateOptions): Isolated {
  const { program, node, searchPath, modelUrl, prefix = 'hotplug-' } = options
  const root = realpathSync(mkdtempSync(join(tmpdir(), prefix)))
  const folder = (name: string) => {
    const path = join(root, name)
    mkdirSync(path)
    return path
  }
  const [home, configDir, project] = [folder('home'), folder('config'), folder('project')]
  const env = {
    ...baseEnvironment(home, [node, searchPath].join(delimiter)),
    CLAUDE_CONFIG_DIR: configDir,
    CLAUDE_CODE_TMPDIR: folder('tmp'),
    DISABLE_AUTOUPDATER: '1',
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    // An interactive session would clone Anthropic's own marketplace when it starts for the first time.
    CLAUDE_CODE_DISABLE_OFFICIAL_MARKETPLACE_AUTOINSTALL: '1',
    ...(modelUrl && { ANTHROPIC_BASE_URL: modelUrl, ANTHROPIC_API_KEY: DUMMY_KEY }),
  }

  return {
    root,
    home,
    configDir,
    project,
    program,
    env,
    claude: (...args) => run(program, args, project, env, options),
    git: (folder, ...args) => run('git', args, folder, env, options),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true, maxRetries: 10 }),
  }
}

/** Commits get an author. */
function baseEnvironment(home: string, path: string) {
  const person = { NAME: 'Ada', EMAIL: 'ada@example.com' }
  return {
    HOME: home,
    PATH: path,
    TERM: 'xterm-256color',
    LANG: 'C.UTF-8',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    // Whatever wants to be cloned from elsewhere: nothing here is to reach the network.
    GIT_ALLOW_PROTOCOL: 'file',
    GIT_AUTHOR_NAME: person.NAME,
    GIT_AUTHOR_EMAIL: person.EMAIL,
    GIT_COMMITTER_NAME: person.NAME,
    GIT_COMMITTER_EMAIL: person.EMAIL,
  }
}

type Limits = Pick<IsolateOptions, 'timeout' | 'signal'>

function run(
  program: string,
  args: readonly string[],
  cwd: string,
  env: Record<string, string>,
  { timeout = 0, signal }: Limits,
): Promise<string> {
  const limits = { timeout, ...(signal && { signal }), killSignal: 'SIGKILL' as const, maxBuffer: 64 * 1024 * 1024 }
  return new Promise((resolve, reject) => {
    const child = execFile(program, args, { cwd, env, ...limits }, (error, stdout, stderr) => {
      if (!error) return resolve(stdout)
      const why = error.killed && timeout > 0 ? `was not done within ${timeout} ms` : error.message.split('\n')[0]
      const printed = [stdout, stderr].map((text) => text.trim()).filter(Boolean)
      const failed = new CommandFailed([`${why} (in ${cwd})`, ...printed].join('\n'), { cause: error })
      // One that is killed may write until it is gone, into folders that are about to be removed.
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) reject(failed)
      else child.once('exit', () => reject(failed))
    })
    child.stdin?.end()
  })
}
