import type { Rule } from '../types.ts'
import { BOTH, CONTENT, EVERY_CHANGE, PAGES, PROJECT } from './scope.ts'

const any = { modes: PROJECT, instead: null, source: 'measured', confidence: 'high' } as const
const COMPACT = '/compact does that as well and keeps the conversation'

/** CLAUDE.md, rules and settings; output styles outside plugins. */
export const projectRules: readonly Rule[] = [
  ...instructions('claude-md', 'CLAUDE.md', 'CLAUDE.md and what it imports'),
  ...instructions('rules', 'rules', 'A rules file'),
  {
    ...any,
    id: 'settings-read-at-start',
    component: 'settings',
    changes: ['edited'],
    part: 'read at start',
    drivers: BOTH,
    versions: '*',
    remedy: ['new session'],
    evidence: `Measured with every version in the table (outputStyle); model and effortLevel: ${PAGES.settings}.`,
    why: 'The settings outputStyle, model and effortLevel are read when a session starts.',
  },
  {
    ...any,
    id: 'settings-enabled-plugins',
    component: 'settings',
    changes: ['edited'],
    part: 'enabledPlugins',
    drivers: BOTH,
    versions: '>=2.1.329',
    remedy: ['/reload-plugins'],
    source: 'documented',
    evidence: `${PAGES.loading}; a hook that wrote enabledPlugins was seen to need it with 2.1.329.`,
    why: 'The set of loaded plugins changes only when plugins are reloaded.',
  },
  {
    ...any,
    id: 'settings-enabled-plugins-restart',
    component: 'settings',
    changes: ['edited'],
    part: 'enabledPlugins',
    drivers: BOTH,
    versions: '<2.1.329',
    remedy: ['new session'],
    source: 'inferred',
    evidence: `${PAGES.loading}; not tried with these versions.`,
    confidence: 'low',
    why: 'The set of loaded plugins changes only when plugins are loaded; a new session does it in every version.',
  },
  {
    ...any,
    id: 'settings-watched',
    component: 'settings',
    changes: EVERY_CHANGE,
    drivers: BOTH,
    versions: '>=2.1.63',
    remedy: ['wait'],
    evidence: 'Measured with 2.1.329, 2.1.197, 2.1.150, 2.1.100 and 2.1.63 (hooks); it took 1.1 to 1.3 seconds.',
    why: 'Hooks and permissions in the settings are watched; an edit in the first seconds of a session can be missed.',
  },
  {
    ...any,
    id: 'settings-restart',
    component: 'settings',
    changes: EVERY_CHANGE,
    drivers: BOTH,
    versions: '<2.1.63',
    remedy: ['new session'],
    evidence: 'Measured with 2.1.0 and 2.0.74 (hooks).',
    why: 'These versions read the settings when a session starts.',
  },
  {
    ...any,
    id: 'output-style',
    component: 'output style',
    changes: EVERY_CHANGE,
    drivers: BOTH,
    versions: '*',
    remedy: ['new session'],
    evidence: 'Measured with 2.1.329 for the style in use.',
    why: 'The style in use is part of the system prompt, which is made when a session starts.',
  },
  {
    ...any,
    id: 'theme-watched',
    component: 'theme',
    changes: EVERY_CHANGE,
    drivers: BOTH,
    versions: '*',
    remedy: ['wait'],
    source: 'documented',
    evidence: PAGES.themes,
    confidence: 'medium',
    why: "The user's themes folder is watched.",
  },
]

/** The interactive program sends a changed file again with the next message; a new file only a fresh start brings. */
function instructions(id: string, component: 'CLAUDE.md' | 'rules', words: string): readonly Rule[] {
  const common = { ...any, component, changes: EVERY_CHANGE } as const
  return [
    {
      ...common,
      id: `${id}-sent-again`,
      changes: CONTENT,
      drivers: ['interactive'],
      versions: '*',
      remedy: ['none'],
      evidence: 'Measured with every version in the table.',
      why: `${words}: a changed file is sent to Claude again with your next message.`,
    },
    {
      ...common,
      id: `${id}-list`,
      drivers: ['interactive'],
      versions: '*',
      remedy: ['/clear'],
      ...(component === 'rules'
        ? { evidence: 'Measured with 2.1.329 for a new rules file.' }
        : { source: 'documented', evidence: PAGES.caching, confidence: 'medium' }),
      why: `${words}: which files there are is looked up when a conversation starts; ${COMPACT}.`,
    },
    {
      ...common,
      id: `${id}-headless`,
      drivers: ['headless'],
      versions: '>=2.1.150',
      remedy: ['/clear'],
      evidence: 'Measured with 2.1.329, 2.1.197 and 2.1.150.',
      why: `${words}: read when a conversation starts; in 2.1.329 ${COMPACT}.`,
    },
    {
      ...common,
      id: `${id}-headless-restart`,
      drivers: ['headless'],
      versions: '<2.1.150',
      remedy: ['new session'],
      evidence:
        'Measured with 2.1.100, 2.1.63, 2.1.0 and 2.0.74: these versions do not know /clear without a terminal.',
      why: `${words}: read when a session starts; without a terminal these versions do not know /clear.`,
    },
  ]
}
