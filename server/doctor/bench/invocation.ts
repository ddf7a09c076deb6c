import type { Hook } from '../hooks/types.ts'
import { type EnvironmentOptions, environmentFor } from './environment.ts'
import type { Invocation } from './types.ts'

/**
 * How Claude Code starts a command hook, or null for one that is no command. Recorded from 2.1.329: `/bin/sh -c` and
 * the command as it is written, whatever SHELL says and `"shell": "bash"` too; with `args` the program itself, the
 * names of three folders replaced in braces; in the session's folder, in a process group of its own.
 */
export function invocationOf(hook: Hook, options: EnvironmentOptions): Invocation | null {
  const { command, args, shell } = hook.handler
  if (hook.type !== 'command' || typeof command !== 'string') return null
  const environment = environmentFor(hook, options)
  const rest = { cwd: options.project, environment }
  if (shell === 'powershell') return { file: 'pwsh', args: ['-NoProfile', '-Command', command], form: 'shell', ...rest }
  if (!Array.isArray(args)) return { file: '/bin/sh', args: ['-c', command], form: 'shell', ...rest }
  const replaced = (text: string) =>
    text.replaceAll(BRACED, (whole, name) => environment.find((one) => one.name === name)?.value ?? whole)
  const words = args.filter((arg) => typeof arg === 'string').map(replaced)
  return { file: replaced(command), args: words, form: 'exec', ...rest }
}

/** As Claude Code names a hook where it tells of it: with the plugin's folder in place of its variable, and as written. */
export function toldAs({ handler }: Hook, { environment }: Pick<Invocation, 'environment'>) {
  const { command, args } = handler
  const words = [command, ...(Array.isArray(args) ? args : [])].filter((word) => typeof word === 'string')
  const written = words.join(' ')
  const root = environment.find(({ name }) => name === 'CLAUDE_PLUGIN_ROOT')?.value
  return { written, command: root === undefined ? written : written.replaceAll(ROOT, () => root) }
}

const ROOT = `\${CLAUDE_PLUGIN_ROOT}`
const BRACED = /\$\{(CLAUDE_PLUGIN_ROOT|CLAUDE_PLUGIN_DATA|CLAUDE_PROJECT_DIR)\}/g
