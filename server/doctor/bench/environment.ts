import { join } from 'node:path'
import type { Config } from '../../config.ts'
import type { Hook } from '../hooks/types.ts'
import { MARK } from './group.ts'
import type { Variable } from './types.ts'

export type EnvironmentOptions = {
  config: Pick<Config, 'home' | 'configDir' | 'pluginsDir' | 'searchPath'>
  /** As Claude Code's own version: '2.1.329'. */
  version: string
  project: string
  session: string
  /** A file that the hook may write variables for the session's shell into. */
  environmentFile: string
  /** Another folder than the plugin's own: an earlier state of it. */
  root?: string | undefined
}

/**
 * The environment of a hook on the bench, made from nothing: what Claude Code adds (recorded from 2.1.329), and of a
 * person's own only what programs cannot do without. Neither a key nor a token is among it.
 */
export function environmentFor(hook: Hook, options: EnvironmentOptions): readonly Variable[] {
  const { config, version, project, session } = options
  return [
    ...own(config),
    fromClaude('AI_AGENT', `claude-code_${version.replaceAll('.', '-')}_harness`),
    fromClaude('CLAUDECODE', '1'),
    fromClaude('CLAUDE_CODE_CHILD_SESSION', '1'),
    fromClaude('CLAUDE_CODE_ENTRYPOINT', 'cli'),
    fromClaude('CLAUDE_CODE_SESSION_ID', session),
    fromClaude('CLAUDE_CONFIG_DIR', config.configDir),
    ...(TOOL_EVENTS.has(hook.event) ? [fromClaude('CLAUDE_EFFORT', 'medium')] : []),
    ...(WITH_FILE.has(hook.event)
      ? [fromClaude('CLAUDE_ENV_FILE', options.environmentFile, 'to add variables for the session’s shell')]
      : []),
    ...ofPlugin(hook, config.pluginsDir, options.root),
    fromClaude('CLAUDE_PROJECT_DIR', project),
    fromClaude('COREPACK_ENABLE_AUTO_PIN', '0'),
    fromClaude('NoDefaultCurrentDirectoryInExePath', '1'),
    { name: MARK, value: 'another for each run', why: 'the bench, to find what it leaves running' },
  ]
}

const own = ({ home, searchPath }: EnvironmentOptions['config']): Variable[] => [
  { name: 'HOME', value: home, why: 'yours' },
  { name: 'LANG', value: 'C.UTF-8', why: 'the bench' },
  { name: 'PATH', value: searchPath, why: 'yours' },
  { name: 'TERM', value: 'xterm-256color', why: 'the bench' },
]

function ofPlugin({ owner }: Hook, pluginsDir: string, instead: string | undefined): Variable[] {
  if (owner.root === null) return []
  return [
    ...(owner.plugin === null
      ? []
      : [fromClaude('CLAUDE_PLUGIN_DATA', join(pluginsDir, 'data', dataName(owner.plugin)))]),
    fromClaude('CLAUDE_PLUGIN_ROOT', instead ?? owner.root),
  ]
}

/** Measured with 2.1.329: `voice.x@lab` keeps its data in `voice-x-lab`. */
const dataName = (plugin: string) => plugin.replaceAll(/[^A-Za-z0-9_-]/g, '-')

const fromClaude = (name: string, value: string, why = 'Claude Code'): Variable => ({ name, value, why })

/** Measured, but for Setup and FileChanged, which are documented. */
const WITH_FILE: ReadonlySet<string> = new Set(['SessionStart', 'Setup', 'CwdChanged', 'FileChanged'])

/** Those whose input has an `effort`. */
const TOOL_EVENTS: ReadonlySet<string> = new Set([
  'PreToolUse',
  'PermissionRequest',
  'PermissionDenied',
  'PostToolUse',
  'PostToolUseFailure',
  'PostToolBatch',
  'Stop',
  'SubagentStop',
])
