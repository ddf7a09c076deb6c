import type { Cases } from '../run-case.ts'

export const cases: Cases = {
  triggers: {
    'an empty line before it': {
      config: { 'skills/say/SKILL.md': '\n---\ndescription: Says it.\n---\nSay it.\n' },
      at: ['config/skills/say/SKILL.md:2'],
    },
    'a space before it': {
      plugin: { 'commands/say.md': ' ---\ndescription: Says it.\n---\nSay it.\n' },
      at: ['commands/say.md:1'],
    },
  },
  nearMisses: {
    'in the first line': { config: { 'skills/say/SKILL.md': '---\ndescription: Says it.\n---\nSay it.\n' } },
    'a rule below some text': { config: { 'skills/say/SKILL.md': '# Say it\n\n---\n\nSay it.\n' } },
    'lines that end as on Windows': {
      config: { 'skills/say/SKILL.md': '---\r\ndescription: Says it.\r\n---\r\nSay it.\r\n' },
    },
  },
}
