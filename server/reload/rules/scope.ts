import type { Change, Component, Driver, Mode } from '../types.ts'

export const PLUGIN: readonly Mode[] = ['in-place', 'cached', 'plugin-dir', 'skills-dir']
export const PROJECT: readonly Mode[] = ['project']
export const BOTH: readonly Driver[] = ['interactive', 'headless']
export const EVERY_CHANGE: readonly Change[] = ['edited', 'description', 'added', 'removed']

/** Everything but a new description of something that was already announced to Claude. */
export const NOT_DESCRIPTION: readonly Change[] = ['edited', 'added', 'removed']

/** What a file that carries no description knows: an edit of its frontmatter is an edit. */
export const CONTENT: readonly Change[] = ['edited', 'description']

/** What most rules share: measured with both drivers, for every change, unless they say otherwise. */
export const measured = (component: Component, modes: readonly Mode[]) =>
  ({
    component,
    modes,
    changes: EVERY_CHANGE,
    drivers: BOTH,
    instead: null,
    source: 'measured',
    confidence: 'high',
  }) as const

const DOCS = 'https://code.claude.com/docs/en'

export const PAGES = {
  loading: `${DOCS}/plugins/loading`,
  components: `${DOCS}/plugins/components`,
  commands: `${DOCS}/plugins/cli-reference`,
  manifest: `${DOCS}/plugins/manifest-reference`,
  settings: `${DOCS}/settings`,
  memory: `${DOCS}/memory`,
  caching: `${DOCS}/prompt-caching`,
  themes: `${DOCS}/terminal-config`,
  skills: `${DOCS}/skills`,
} as const
