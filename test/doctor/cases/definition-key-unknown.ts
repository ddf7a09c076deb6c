import type { Cases } from '../run-case.ts'

const skill = (...lines: string[]) => ['---', 'description: Says it.', ...lines, '---', '', 'Say it.', ''].join('\n')
const agent = (...lines: string[]) =>
  ['---', 'name: critic', 'description: Strict.', ...lines, '---', '', 'Be strict.', ''].join('\n')

export const cases: Cases = {
  triggers: {
    allowed_tools: {
      config: { 'skills/say/SKILL.md': skill('allowed_tools: Read') },
      at: ['config/skills/say/SKILL.md:3'],
      says: /allowed_tools/,
    },
    allowedTools: { config: { 'commands/say.md': skill('allowedTools: Read') }, at: ['config/commands/say.md:3'] },
    'tools of a skill': { plugin: { 'skills/say/SKILL.md': skill('tools: Read') }, at: ['skills/say/SKILL.md:3'] },
    'allowed-tools of an agent': {
      plugin: { 'agents/critic.md': agent('allowed-tools: Read') },
      at: ['agents/critic.md:4'],
    },
    'capital letters': {
      config: { 'skills/say/SKILL.md': '---\nDescription: Says it.\n---\nSay it.\n' },
      at: ['config/skills/say/SKILL.md:2'],
    },
    underscores: {
      config: { 'skills/say/SKILL.md': skill('user_invocable: false', 'disableModelInvocation: true') },
      at: ['config/skills/say/SKILL.md:3', 'config/skills/say/SKILL.md:4'],
    },
  },
  nearMisses: {
    'as they should be': {
      config: { 'skills/say/SKILL.md': skill('allowed-tools: Read', 'user-invocable: false', 'when_to_use: now') },
    },
    both: { config: { 'skills/say/SKILL.md': skill('allowed-tools: Read', 'tools: Read') } },
    'fields of other programs': {
      config: { 'skills/say/SKILL.md': skill('license: MIT', 'metadata:', '  author: Ada', 'tags: [a]') },
    },
    'an agent’s': { config: { 'agents/critic.md': agent('tools: Read', 'disallowedTools: Bash', 'color: red') } },
  },
}
