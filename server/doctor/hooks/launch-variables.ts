import { join } from 'node:path'
import type { Around, Place } from '../types.ts'
import type { Value, Variables } from './shell-values.ts'
import type { Hook, Launch } from './types.ts'

/** The variables whose values can be told beforehand. A plugin does not know the project it will be used in. */
export function variablesOf(hook: Hook, place: Place, { config }: Around): Variables {
  const { root } = hook.owner
  const project = place.kind === 'project' ? place.root : null
  const known: readonly [string, Value | null][] = [
    ['CLAUDE_PLUGIN_ROOT', root === null ? null : { text: root, via: 'root' }],
    ['CLAUDE_PLUGIN_DATA', hook.owner.kind === 'plugin' ? dataFolder(hook.owner.plugin, config.pluginsDir) : null],
    ['CLAUDE_PROJECT_DIR', project === null ? null : { text: project, via: 'project' }],
    ['HOME', { text: config.home, via: 'home' }],
  ]
  return new Map(known.flatMap(([name, value]) => (value ? [[name, value] as const] : [])))
}

/** Measured: `voice@lab` keeps its data in `plugins/data/voice-lab`. */
const dataFolder = (id: string, pluginsDir: string): Value => ({
  text: join(pluginsDir, 'data', id.replace(/[^A-Za-z0-9_-]/g, '-')),
  via: 'data',
})

/** What Claude Code itself replaces in a command with `args`. */
export const BRACED = /\$\{(CLAUDE_PLUGIN_ROOT|CLAUDE_PLUGIN_DATA|CLAUDE_PROJECT_DIR)\}/g

/** As it would be read out, with the variables that are known. */
export function replaced(command: string, variables: Variables, form: Launch['form']): string | null {
  let isKnown = true
  const pattern = form === 'exec' ? BRACED : /\$\{?([A-Za-z_]\w*)\}?/g
  const text = command.replace(pattern, (whole, name) => {
    isKnown &&= variables.has(name)
    return variables.get(name)?.text ?? whole
  })
  return isKnown ? text : null
}
