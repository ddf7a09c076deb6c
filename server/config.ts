import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { managedSettingsPath } from './claude/managed.ts'

/** Where everything lies, decided once from the environment. Every path is absolute. */
export type Config = {
  home: string
  /** Claude Code's folder: `CLAUDE_CONFIG_DIR`, else `~/.claude`. */
  configDir: string
  /** `CLAUDE_CODE_PLUGIN_CACHE_DIR` names the parent of the cache, in spite of its name; else `plugins` in configDir. */
  pluginsDir: string
  managedSettings: string
  /** Hotplug's own state: `HOTPLUG_HOME`, else the platform's state folder. */
  stateDir: string
  /** `HOTPLUG_CLAUDE`: the program to use, or null to look on PATH. */
  claudePath: string | null
  searchPath: string
  /** What `claude` is told beside that, for the git and the network it uses: an agent for ssh, a proxy, certificates. */
  passedOn: Readonly<Record<string, string>>
  /** The names of all variables, without what they say: what else is started here may have them. */
  variables: ReadonlySet<string>
  /** The folder the person stands in; under npm that is `INIT_CWD`. */
  project: string
  /** The Node that runs us, for what is to run without us: the hooks. */
  node: string
}

type Environment = Record<string, string | undefined>
type Platform = NodeJS.Platform

const PASSED_ON = [
  ...['LANG', 'LC_ALL', 'TMPDIR', 'XDG_CONFIG_HOME', 'SSH_AUTH_SOCK'],
  ...['GIT_SSH', 'GIT_SSH_COMMAND', 'GIT_CONFIG_GLOBAL', 'GIT_CONFIG_NOSYSTEM', 'GIT_SSL_CAINFO'],
  ...['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy'].flatMap((name) => [name, name.toUpperCase()]),
  ...['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
]

type Process = { env: Environment; cwd: string; platform: Platform; node?: string }

export function readConfig({ env, cwd, platform, node = 'node' }: Process): Config {
  const home = env.HOME || homedir()
  const project = resolve(env.INIT_CWD || cwd)
  const at = (value: string) => resolve(project, value.replace(/^~(?=\/|$)/, home))
  const configDir = at(env.CLAUDE_CONFIG_DIR || join(home, '.claude'))
  return {
    home,
    configDir,
    pluginsDir: at(env.CLAUDE_CODE_PLUGIN_CACHE_DIR || join(configDir, 'plugins')),
    managedSettings: managedSettingsPath(platform),
    stateDir: at(env.HOTPLUG_HOME || join(stateFolder(env, home, platform), 'hotplug')),
    claudePath: env.HOTPLUG_CLAUDE ? at(env.HOTPLUG_CLAUDE) : null,
    searchPath: env.PATH ?? '',
    passedOn: Object.fromEntries(PASSED_ON.flatMap((name) => (env[name] ? [[name, env[name]]] : []))),
    variables: new Set(Object.keys(env)),
    project,
    node,
  }
}

function stateFolder(env: Environment, home: string, platform: Platform) {
  if (env.XDG_STATE_HOME) return env.XDG_STATE_HOME
  if (platform === 'win32') return env.LOCALAPPDATA || join(home, 'AppData', 'Local')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support')
  return join(home, '.local', 'state')
}
