import type { Cases } from '../run-case.ts'

const skill = (model: string) => `---\ndescription: Says it.\nmodel: ${model}\n---\nSay it.\n`

export const cases: Cases = {
  triggers: {
    nonsense: { config: { 'skills/say/SKILL.md': skill('clever') }, at: ['config/skills/say/SKILL.md:3'] },
    'default, which is none': { config: { 'commands/say.md': skill('default') }, at: ['config/commands/say.md:3'] },
    'without claude before it': {
      plugin: { 'skills/say/SKILL.md': skill('haiku-4-5') },
      at: ['skills/say/SKILL.md:3'],
    },
    'an agent’s': {
      plugin: { 'agents/critic.md': '---\nname: critic\ndescription: Strict.\nmodel: gpt-5\n---\nBe strict.\n' },
      at: ['agents/critic.md:4'],
    },
    'a list': { config: { 'skills/say/SKILL.md': skill('[haiku]') }, at: ['config/skills/say/SKILL.md:3'] },
  },
  nearMisses: {
    'short names': {
      config: {
        'skills/a/SKILL.md': skill('haiku'),
        'skills/b/SKILL.md': skill('Opus'),
        'skills/c/SKILL.md': skill('"sonnet[1m]"'),
        'skills/d/SKILL.md': skill('inherit'),
      },
    },
    'a whole name': { config: { 'skills/say/SKILL.md': skill('claude-sonnet-4-5') } },
    'of another provider': { config: { 'skills/say/SKILL.md': skill('us.anthropic.claude-sonnet-4-5-20250929-v1:0') } },
    nothing: { config: { 'skills/say/SKILL.md': skill('') } },
  },
}
