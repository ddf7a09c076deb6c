import { remedyOf } from '../../reload/guide.ts'
import { guideLines } from '../../reload/guide-lines.ts'
import type { Component, Mode } from '../../reload/types.ts'
import { verdictOf } from '../../reload/verdict.ts'
import { newestMeasured } from '../../reload/versions.ts'
import type { ModeName, Remedy } from './types.ts'

/** How the edited copy reaches Claude Code in each way, as the measured rules call it. */
const READ_AS: Readonly<Record<ModeName, Mode>> = {
  'in-place': 'in-place',
  'sync-on-save': 'cached',
  'cached-link': 'cached',
  'skills-dir': 'skills-dir',
  'plugin-dir': 'plugin-dir',
  copy: 'cached',
}

/** What an edit of each kind of file that a plugin has needs in a way to develop it; by the rules, never by heart. */
export function remediesOf(mode: ModeName, components: readonly Component[], version: string | null): Remedy[] {
  const situation = { version: version ?? newestMeasured, mode: READ_AS[mode], driver: 'interactive' } as const
  return guideLines
    .filter(
      ({ edit, where }) => where.includes('plugin') && isAsked(edit.change) && components.includes(edit.component),
    )
    .filter(({ edit }) => edit.part === undefined && edit.component !== 'other' && edit.component !== 'dependencies')
    .map(({ words, edit }) => {
      const verdict = verdictOf(edit, situation)
      const own = remedyOf(verdict)
      const remedy = mode === 'copy' ? (own === 'none' ? 'sync' : `sync, then ${own}`) : own
      const { source, confidence } = verdict.rule
      return { words, edit, remedy, certain: source === 'measured' || confidence === 'high', weight: weightOf(remedy) }
    })
}

/** The fewer and the milder, the better: 'none' 0, 'wait' 1, then the commands, and a new session most. */
export const effort = (remedies: readonly Remedy[]): number => remedies.reduce((sum, { weight }) => sum + weight, 0)

const isAsked = (change: string) => change === 'edited' || change === 'description'

const WEIGHTS = ['none', 'wait', 'sync', '/reload-skills', '/reload-plugins', '/mcp reconnect', '/clear', 'new session']

const weightOf = (remedy: string) =>
  remedy.split(', then ').reduce((sum, action) => sum + Math.max(0, WEIGHTS.indexOf(action)), 0)
