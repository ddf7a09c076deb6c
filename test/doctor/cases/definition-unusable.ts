import type { Cases } from '../run-case.ts'

const skill = (...lines: string[]) => ['---', 'description: Says it.', ...lines, '---', '', 'Say it.', ''].join('\n')

export const cases: Cases = {
  triggers: {
    both: {
      config: { 'skills/say/SKILL.md': skill('disable-model-invocation: true', 'user-invocable: false') },
      at: ['config/skills/say/SKILL.md:4'],
    },
    'in other words': {
      plugin: { 'commands/say.md': skill('disable-model-invocation: yes', 'user-invocable: 0') },
      at: ['commands/say.md:4'],
    },
  },
  nearMisses: {
    'only for people': { config: { 'skills/say/SKILL.md': skill('disable-model-invocation: true') } },
    'only for Claude': { config: { 'skills/say/SKILL.md': skill('user-invocable: false') } },
    'for both': { config: { 'skills/say/SKILL.md': skill('disable-model-invocation: false', 'user-invocable: true') } },
  },
}
