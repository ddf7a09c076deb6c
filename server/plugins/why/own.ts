import { pathBelow } from '../../trees/inside.ts'
import type { Answering } from './context.ts'
import { realOf } from './disk.ts'

/** Hotplug's own files. */
export const ownAnswer: Answering = ({ panel, path, disk }) => {
  const { stateDir } = panel.config
  const below = pathBelow(stateDir, path) ?? pathBelow(realOf(stateDir), disk.real)
  if (below === null) return null
  const found = FILES.find(([pattern]) => pattern.test(below))
  return {
    answer: `This is Hotplug’s own: ${found?.[1] ?? 'a file that it keeps for itself. Claude Code does not read it.'}`,
  }
}

const FILES: readonly (readonly [RegExp, string])[] = [
  [
    /^groups\.yaml$/,
    'the groups of plugins, yours to edit. It is read again at each prompt and each look at the page; no session has to be told.',
  ],
  [
    /^claude-plugin(\/|$)/,
    'the plugin that carries its hooks. It is written anew by `hotplug hooks install`, so an edit here does not last.',
  ],
  [/^trash(\/|$)/, 'what it replaced or removed, kept for Undo. See the Trash page; Claude Code does not read it.'],
  [/^history\.db/, 'its history and settings, a database. Claude Code does not read it.'],
  [/^key$/, 'the key by which its command line and its panel know each other. Claude Code does not read it.'],
]
