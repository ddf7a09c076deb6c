import type { BareStep, ModeName } from './types.ts'

/** What each way is called, for people. */
export const MODE_WORDS: Readonly<Record<ModeName, string>> = {
  'in-place': 'In place, from a directory marketplace',
  'sync-on-save': 'Sync on save',
  'cached-link': 'Cached version as a link',
  'skills-dir': 'Link in the skills folder',
  'plugin-dir': 'Given by --plugin-dir',
  copy: 'Installed copy, synced by hand',
}

/** The same in a sentence: 'voice@lab was switched to …' */
export const MODE_NOUNS: Readonly<Record<ModeName, string>> = {
  'in-place': 'in place',
  'sync-on-save': 'sync on save',
  'cached-link': 'a link as its cached version',
  'skills-dir': 'a link in the skills folder',
  'plugin-dir': '--plugin-dir',
  copy: 'its installed copy',
}

/** A step as what is done: a command, or what happens to which folder. */
export function stepWords(step: BareStep): string {
  switch (step.do) {
    case 'keep':
      return `copy ${step.folder} to the trash`
    case 'stand-in':
      return `${step.folder} becomes a link to ${step.target}`
    case 'link':
      return `${step.path} becomes a link to ${step.target}`
    case 'watch':
      return step.wanted ? 'sync on save: on' : 'sync on save: off'
    default:
      return `claude ${step.args.join(' ')}`
  }
}
