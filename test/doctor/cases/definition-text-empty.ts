import type { Cases } from '../run-case.ts'

export const cases: Cases = {
  triggers: {
    'an empty file': { config: { 'skills/say/SKILL.md': '' }, at: ['config/skills/say/SKILL.md'] },
    'an empty agent of the user': { config: { 'agents/critic.md': '' }, at: ['config/agents/critic.md'] },
    'only a frontmatter': {
      plugin: { 'commands/say.md': '---\ndescription: Says it.\n---\n\n' },
      at: ['commands/say.md'],
    },
  },
  nearMisses: {
    'some text': { config: { 'skills/say/SKILL.md': '---\ndescription: Says it.\n---\nSay it.\n' } },
    'a frontmatter without an end': { config: { 'skills/say/SKILL.md': '---\ndescription: Says it.\n' } },
    'a folder instead of a file': { config: { 'skills/say/SKILL.md/x.md': 'x' } },
  },
}
