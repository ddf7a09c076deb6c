import type { Component, Rule } from '../types.ts'
import { BOTH, EVERY_CHANGE, PAGES, PLUGIN, PROJECT } from './scope.ts'

const any = { changes: EVERY_CHANGE, drivers: BOTH, versions: '*', remedy: ['none'], instead: null } as const

const ONLY_IN_PLUGINS: readonly Component[] = [
  'hook config',
  'manifest',
  'LSP config',
  'LSP server code',
  'monitors',
  'executable',
  'plugin settings',
]

/** Files that mean nothing to Claude Code, or nothing where they lie. */
export const elsewhereRules: readonly Rule[] = [
  {
    ...any,
    id: 'dependencies',
    component: 'dependencies',
    modes: [...PLUGIN, ...PROJECT],
    source: 'inferred',
    evidence: `Packages are installed when a version is cached, never in a folder that is read in place (${PAGES.loading}).`,
    confidence: 'low',
    why: "Read by the plugin's own programs when they start; new packages have to be installed first.",
  },
  {
    ...any,
    id: 'other',
    component: 'other',
    modes: [...PLUGIN, ...PROJECT],
    source: 'inferred',
    evidence: `No component lies there (${PAGES.components}).`,
    confidence: 'low',
    why: 'Claude Code does not read this file by itself; whoever reads it gets the new one.',
  },
  ...(['rules', 'settings'] as const).map((component) => unread(component, PLUGIN, 'the project or the user')),
  ...ONLY_IN_PLUGINS.map((component) => unread(component, PROJECT, 'a plugin')),
  {
    ...any,
    id: 'workflow-outside-plugins',
    component: 'workflow',
    modes: PROJECT,
    remedy: ['new session'],
    source: 'inferred',
    evidence: 'Nothing was measured and nothing is documented.',
    confidence: 'low',
    why: 'When workflows are read again is not known; a new session reads everything.',
  },
  {
    ...any,
    id: 'catalogue-of-the-project',
    component: 'catalogue',
    modes: PROJECT,
    remedy: ['new session'],
    source: 'inferred',
    evidence: `The catalogue is read when plugins are loaded (${PAGES.loading}).`,
    confidence: 'low',
    why: 'The catalogue says which plugins there are and where; a new session reads it.',
  },
]

function unread(component: Component, modes: Rule['modes'], reader: string): Rule {
  return {
    ...any,
    id: `${component.toLowerCase().replaceAll(' ', '-')}-unread`,
    component,
    modes,
    source: 'inferred',
    evidence: PAGES.components,
    confidence: 'medium',
    why: `Claude Code reads such a file only from ${reader}.`,
  }
}
