import type { Cases } from '../run-case.ts'

const skill = (...lines: string[]) => ['---', 'description: Says it.', ...lines, '---', '', 'Say it.', ''].join('\n')

export const cases: Cases = {
  triggers: {
    'a capital letter': {
      config: { 'skills/say/SKILL.md': skill('context: Fork') },
      at: ['config/skills/say/SKILL.md:3'],
    },
    'an agent without it': { plugin: { 'commands/say.md': skill('agent: Explore') }, at: ['commands/say.md:3'] },
  },
  nearMisses: {
    both: { config: { 'skills/say/SKILL.md': skill('context: fork', 'agent: Explore') } },
    'only the one': { config: { 'skills/say/SKILL.md': skill('context: fork') } },
    neither: { config: { 'skills/say/SKILL.md': skill() } },
  },
}
