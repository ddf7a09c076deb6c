import type { Cases } from '../run-case.ts'

const TEXT = '---\nname: say\ndescription: Says it.\n---\nSay it.\n'

export const cases: Cases = {
  triggers: {
    'small letters': {
      config: { 'skills/say/skill.md': TEXT },
      at: ['config/skills/say/skill.md'],
      says: /not skill\.md/,
    },
    'of a plugin': { plugin: { 'skills/say/Skill.md': TEXT }, at: ['skills/say/Skill.md'] },
    'a command with another ending': { config: { 'commands/deploy.MD': TEXT }, at: ['config/commands/deploy.MD'] },
    'an agent with another ending': {
      project: { '.claude/agents/critic.MD': TEXT },
      at: ['project/.claude/agents/critic.MD'],
    },
    'a plugin’s command, which is called by all of it': {
      plugin: { 'commands/deploy.MD': TEXT },
      at: ['commands/deploy.MD'],
      says: /voice:deploy\.MD/,
    },
  },
  nearMisses: {
    'as it should be': { config: { 'skills/say/SKILL.md': TEXT, 'commands/deploy.md': TEXT } },
    both: { config: { 'skills/say/SKILL.md': TEXT, 'skills/say/skill.md': TEXT } },
    'another kind of file': { config: { 'commands/deploy.txt': TEXT } },
  },
}
