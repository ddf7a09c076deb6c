import type { Cases } from '../run-case.ts'

export const cases: Cases = {
  triggers: {
    'of the user': { config: { 'commands/README.md': '# Commands\n' }, at: ['config/commands/README.md'] },
    'of a plugin, in a folder': {
      plugin: { 'commands/git/Readme.md': '# Commands\n' },
      at: ['commands/git/Readme.md'],
    },
  },
  nearMisses: {
    'one that is meant': { config: { 'commands/readme.md': '---\ndescription: Writes a README.\n---\nWrite one.\n' } },
    'beside the commands': { plugin: { 'README.md': '# Voice\n' } },
    'among skills': { config: { 'skills/README.md': '# Skills\n' } },
  },
}
