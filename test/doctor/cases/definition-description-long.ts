import type { Cases } from '../run-case.ts'

const front = (...lines: string[]) => ['---', ...lines, '---', '', 'Say it.', ''].join('\n')

export const cases: Cases = {
  triggers: {
    'longer than the list holds': {
      config: { 'skills/say/SKILL.md': front(`description: ${'a'.repeat(1537)}`) },
      at: ['config/skills/say/SKILL.md:2'],
    },
    'with when_to_use': {
      plugin: { 'skills/say/SKILL.md': front(`description: ${'a'.repeat(1000)}`, `when_to_use: ${'b'.repeat(600)}`) },
      at: ['skills/say/SKILL.md:2'],
    },
  },
  nearMisses: {
    'as long as the list holds': { config: { 'skills/say/SKILL.md': front(`description: ${'a'.repeat(1536)}`) } },
    'an agent, whose description is not cut': {
      config: { 'agents/critic.md': front('name: critic', `description: ${'a'.repeat(3000)}`) },
    },
  },
}
