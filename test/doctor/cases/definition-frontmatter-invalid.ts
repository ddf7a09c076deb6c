import type { Cases } from '../run-case.ts'

const front = (...lines: string[]) => ['---', ...lines, '---', '', 'Say it.', ''].join('\n')

export const cases: Cases = {
  triggers: {
    'a quotation mark that is not closed': {
      config: { 'skills/say/SKILL.md': front('name: say', 'description: "Says it') },
      at: ['config/skills/say/SKILL.md:4'],
    },
    'a quotation mark in between': {
      config: { 'skills/say/SKILL.md': front("description: 'it's said") },
      at: ['config/skills/say/SKILL.md:2'],
    },
    'a tab': {
      plugin: { 'commands/say.md': front('name: say', '\tdescription: Says it.') },
      at: ['commands/say.md:3'],
    },
    'a colon in a field with a digit in its name': {
      config: { 'commands/say.md': front('step2: a: b') },
      at: ['config/commands/say.md:2'],
    },
    'no end': {
      plugin: { 'skills/say/SKILL.md': '---\ndescription: Says it.\n\nSay it.\n' },
      at: ['skills/say/SKILL.md:1'],
      says: /no end/,
    },
    'an agent of the user': {
      config: { 'agents/critic.md': front('name: critic', 'description: "Strict') },
      at: ['config/agents/critic.md:4'],
    },
    'an output style': {
      project: { '.claude/output-styles/calm.md': front('name: "calm') },
      at: ['project/.claude/output-styles/calm.md:3'],
    },
  },
  nearMisses: {
    'a colon, which is tolerated': { config: { 'skills/say/SKILL.md': front('description: Use when: asked') } },
    'a bracket, which is tolerated': {
      config: { 'skills/say/SKILL.md': front('argument-hint: [file] [line]', 'description: Says it.') },
    },
    'a quotation mark in a word': { config: { 'skills/say/SKILL.md': front("description: it's said") } },
    'a name twice': { config: { 'skills/say/SKILL.md': front('description: One.', 'description: Two.') } },
    'none at all': { config: { 'commands/say.md': 'Say it.\n' } },
  },
}
