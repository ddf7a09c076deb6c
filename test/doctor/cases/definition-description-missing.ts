import type { Cases } from '../run-case.ts'

const front = (...lines: string[]) => ['---', ...lines, '---', '', 'Say it.', ''].join('\n')

export const cases: Cases = {
  triggers: {
    'a skill of the user': {
      config: { 'skills/say/SKILL.md': front('name: say') },
      at: ['config/skills/say/SKILL.md:1'],
    },
    'a skill of a plugin': { plugin: { 'skills/say/SKILL.md': front('name: say') }, at: ['skills/say/SKILL.md:1'] },
    'a command of a plugin': { plugin: { 'commands/say.md': front('argument-hint: text') }, at: ['commands/say.md:1'] },
    'an empty one': {
      config: { 'skills/say/SKILL.md': front('name: say', 'description: ""') },
      at: ['config/skills/say/SKILL.md:3'],
    },
    'a list': {
      config: { 'skills/say/SKILL.md': front('description: [one, two]') },
      at: ['config/skills/say/SKILL.md:2'],
      says: /is a text/,
    },
    'an agent of the user': {
      config: { 'agents/critic.md': front('name: critic') },
      at: ['config/agents/critic.md:1'],
    },
    'an agent of the user with a number': {
      config: { 'agents/critic.md': front('name: critic', 'description: 42') },
      at: ['config/agents/critic.md:3'],
    },
    'an agent of a plugin': { plugin: { 'agents/critic.md': front('name: critic') }, at: ['agents/critic.md:1'] },
  },
  nearMisses: {
    'a command of the user': { config: { 'commands/say.md': front('argument-hint: text') } },
    'a number for a skill': { config: { 'skills/say/SKILL.md': front('description: 42') } },
    'over several lines': { config: { 'skills/say/SKILL.md': front('description: |', '  Says it', '  aloud.') } },
    'an output style': { config: { 'output-styles/calm.md': front('name: calm') } },
    'no frontmatter at all': { config: { 'skills/say/SKILL.md': 'Say it.\n' } },
    'not discovered in any case': { config: { 'skills/a/b/SKILL.md': front('name: say') } },
  },
}
