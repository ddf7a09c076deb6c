import type { MeasuredRow } from './measured.ts'

/**
 * Measured after the table, in sessions without a terminal (`claude -p` with --plugin-dir, files edited 5 seconds after
 * the first turn, related kinds in a session of their own). No row where 2.0.74 does not show a hook's text at all.
 */
const VERSIONS = ['2.0.74', '2.1.0', '2.1.63', '2.1.100', '2.1.150', '2.1.197'] as const

const STEPS = {
  next: '1 next turn',
  wait: '1b after 3s',
  skills: '2 /reload-skills',
  plugins: '3 /reload-plugins',
  clear: '4 /clear',
  restart: '6 new session',
} as const

type Step = keyof typeof STEPS | null

const TABLE: readonly [mode: 'P' | 'J', kind: string, ...steps: Step[]][] = [
  ['P', 'skill-desc', 'restart', 'restart', 'restart', 'restart', 'clear', 'skills'],
  ['P', 'agent-desc', 'restart', 'restart', 'restart', 'restart', 'restart', 'restart'],
  ['P', 'hook-script', null, 'next', 'next', 'next', 'next', 'next'],
  ['P', 'hooks.json(command changed)', null, 'restart', 'restart', 'restart', 'restart', 'restart'],
  ['J', 'CLAUDE.md', 'restart', 'restart', 'restart', 'restart', 'clear', 'clear'],
  ['J', 'CLAUDE.md @import', 'restart', 'restart', 'restart', 'restart', 'clear', 'clear'],
  ['J', '.claude/rules/*.md', 'restart', 'restart', 'restart', 'restart', 'clear', 'clear'],
  ['J', 'project skill-desc', 'restart', 'wait', 'wait', 'wait', 'wait', 'wait'],
  ['J', 'project agent-desc', 'restart', 'restart', 'restart', 'restart', 'restart', 'clear'],
  ['J', 'settings project hook', 'restart', 'restart', 'wait', 'wait', 'wait', 'wait'],
]

/** New and deleted files, with 2.1.329. */
const COME_AND_GONE: readonly [mode: 'P' | 'J', kind: string, step: keyof typeof STEPS][] = [
  ['P', 'command-deleted', 'skills'],
  ['P', 'hook-script(new)', 'next'],
  ['P', 'hooks.json(new file)', 'plugins'],
  ['P', 'hooks.json(deleted)', 'plugins'],
  ['J', 'CLAUDE.md new', 'clear'],
  ['J', 'CLAUDE.md deleted', 'clear'],
]

export const alsoMeasured: readonly MeasuredRow[] = [
  ...TABLE.flatMap(([mode, kind, ...steps]) =>
    VERSIONS.flatMap((version, at) => {
      const step = steps[at] ?? null
      return step === null ? [] : { ...headless(version, mode, kind, step), ...aloneOf(kind, step) }
    }),
  ),
  ...COME_AND_GONE.map(([mode, kind, step]) => headless('2.1.329', mode, kind, step)),
]

function headless(version: string, mode: 'P' | 'J', kind: string, step: keyof typeof STEPS): MeasuredRow {
  return { version, driver: 'stream', mode, kind, least_action: STEPS[step] }
}

/** /clear was also tried by itself where it was enough; for the import only together with CLAUDE.md itself. */
function aloneOf(kind: string, step: Step) {
  return step === 'clear' && kind !== 'CLAUDE.md @import' ? { alone: { '/clear': 'yes' } } : {}
}
