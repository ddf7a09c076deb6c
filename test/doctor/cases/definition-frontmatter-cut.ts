import type { Cases } from '../run-case.ts'

const front = (...lines: string[]) => ['---', ...lines, '---', '', 'Say it.', ''].join('\n')

export const cases: Cases = {
  triggers: {
    'a dash of three hyphens': {
      config: { 'skills/say/SKILL.md': front('name: say', 'description: Says it --- aloud.', 'model: haiku') },
      at: ['config/skills/say/SKILL.md:3'],
    },
    'in a word': {
      plugin: { 'agents/critic.md': front('name: critic', 'description: strict---very') },
      at: ['agents/critic.md:3'],
    },
  },
  nearMisses: {
    'two hyphens': { config: { 'skills/say/SKILL.md': front('description: Says it -- aloud.') } },
    'four hyphens at the end': { config: { 'skills/say/SKILL.md': '---\ndescription: Says it.\n----\nSay it.\n' } },
    'an end that is indented': { config: { 'skills/say/SKILL.md': '---\ndescription: Says it.\n ---\nSay it.\n' } },
    'three hyphens in the text': {
      config: { 'skills/say/SKILL.md': '---\ndescription: Says it.\n---\nSay it --- aloud.\n' },
    },
    'an empty one': { config: { 'commands/say.md': '---\n---\nSay it.\n' } },
  },
}
