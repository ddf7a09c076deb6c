import type { Cases } from '../run-case.ts'

export const cases: Cases = {
  triggers: {
    'a skill of the user': { config: { 'skills/say/SKILL.md': '# Say it\n' }, at: ['config/skills/say/SKILL.md:1'] },
    'a skill of a plugin': { plugin: { 'skills/say/SKILL.md': '# Say it\n' }, at: ['skills/say/SKILL.md:1'] },
    'an agent of a project': {
      project: { '.claude/agents/critic.md': 'Be strict.\n' },
      at: ['project/.claude/agents/critic.md:1'],
    },
    'an agent of a plugin': { plugin: { 'agents/critic.md': 'Be strict.\n' }, at: ['agents/critic.md:1'] },
  },
  nearMisses: {
    'a description': { config: { 'skills/say/SKILL.md': '---\ndescription: Says it.\n---\nSay it.\n' } },
    'a byte order mark before it': {
      config: { 'skills/say/SKILL.md': '\uFEFF---\ndescription: Says it.\n---\nSay it.\n' },
    },
    'a command, which needs none': { config: { 'commands/deploy.md': 'Deploy it.\n' } },
    'an output style, which needs none': { config: { 'output-styles/calm.md': 'Be calm.\n' } },
    'a README among agents': { config: { 'agents/README.md': '# Agents\n' } },
    'an empty file': { config: { 'skills/say/SKILL.md': '' } },
    'a skill that is not discovered in any case': { config: { 'skills/say/skill.md': 'Say it.\n' } },
  },
}
