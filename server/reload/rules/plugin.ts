import type { Mode, Rule } from '../types.ts'
import { loadedWithPlugin } from './loaded-with-plugin.ts'
import { BOTH, CONTENT, EVERY_CHANGE, PAGES, PLUGIN } from './scope.ts'

const any = {
  changes: EVERY_CHANGE,
  modes: PLUGIN,
  drivers: BOTH,
  versions: '*',
  instead: null,
  source: 'documented',
  confidence: 'medium',
} as const
const READ_IN_PLACE: readonly Mode[] = ['in-place', 'plugin-dir', 'skills-dir']

/** The rest of what a plugin may hold. */
export const pluginRules: readonly Rule[] = [
  {
    ...any,
    id: 'plugin-output-style-clear',
    component: 'output style',
    drivers: ['interactive'],
    versions: '>=2.1.100 <2.1.329',
    remedy: ['/reload-plugins', '/clear'],
    source: 'measured',
    evidence: 'Measured with 2.1.197, 2.1.150 and 2.1.100, after both actions; not each by itself.',
    why: '/reload-plugins reads the style; in these versions the session keeps the old one in its system prompt until /clear.',
  },
  ...loadedWithPlugin('plugin-output-style', 'output style', {
    source: 'measured',
    evidence: 'Measured with 2.1.329 for the style in use, and with 2.1.63, 2.1.0 and 2.0.74.',
    confidence: 'high',
    why: "A plugin's output styles are read when the plugin is loaded.",
  }).filter(({ id }) => id !== 'plugin-output-style-interactive'),
  ...loadedWithPlugin('plugin-theme', 'theme', {
    source: 'inferred',
    evidence: `Only the user's own themes folder is documented as watched (${PAGES.themes}).`,
    confidence: 'low',
    why: "A plugin's themes are read when the plugin is loaded; then choose the theme again in /theme.",
  }),
  ...loadedWithPlugin('plugin-workflow', 'workflow', {
    source: 'inferred',
    evidence: `Components are read when the plugin is loaded (${PAGES.components}).`,
    confidence: 'low',
    why: "A plugin's workflows are read when the plugin is loaded.",
  }),
  {
    ...any,
    id: 'plugin-monitors-headless',
    component: 'monitors',
    drivers: ['headless'],
    remedy: ['none'],
    evidence: PAGES.components,
    why: 'Monitors never start in a session without a terminal.',
  },
  {
    ...any,
    id: 'plugin-monitors',
    component: 'monitors',
    drivers: ['interactive'],
    remedy: ['new session'],
    evidence: PAGES.loading,
    why: 'A monitor starts with the session and runs until it ends.',
  },
  {
    ...any,
    id: 'plugin-executable',
    component: 'executable',
    changes: [...CONTENT, 'removed'],
    remedy: ['none'],
    source: 'inferred',
    evidence: `bin/ is on the PATH of the shell that Claude's commands run in (${PAGES.components}).`,
    why: 'A program in bin/ is started anew each time Claude calls it.',
  },
  ...loadedWithPlugin('plugin-executable-added', 'executable', {
    changes: ['added'],
    source: 'inferred',
    evidence: `bin/ is put on the PATH when the plugin is loaded (${PAGES.components}).`,
    confidence: 'low',
    why: "A plugin's first bin/ is put on the PATH when the plugin is loaded.",
  }),
  {
    ...any,
    id: 'plugin-settings',
    component: 'plugin settings',
    remedy: ['new session'],
    evidence: PAGES.components,
    why: "A plugin's settings name the agent that a session starts with.",
  },
  {
    ...any,
    id: 'plugin-catalogue-copy',
    component: 'catalogue',
    modes: ['cached'],
    remedy: ['none'],
    source: 'inferred',
    evidence: PAGES.loading,
    why: "Claude Code reads the catalogue in the marketplace's own folder, never this copy.",
  },
  ...loadedWithPlugin('plugin-catalogue', 'catalogue', {
    modes: READ_IN_PLACE,
    source: 'inferred',
    evidence: `A marketplace on this machine is read in place (${PAGES.loading}).`,
    confidence: 'low',
    why: 'The catalogue says which plugins there are and where; it is read when plugins are loaded.',
  }),
  {
    ...any,
    id: 'plugin-claude-md',
    component: 'CLAUDE.md',
    remedy: ['none'],
    evidence: PAGES.components,
    confidence: 'high',
    why: "Claude Code never reads a plugin's CLAUDE.md; a skill or a hook can carry its text.",
  },
]
