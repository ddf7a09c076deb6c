import type { Cases } from '../run-case.ts'

const TEXT = '---\ndescription: Says it.\n---\nSay it.\n'

export const cases: Cases = {
  triggers: {
    'a skill': { config: { 'skills/clear/SKILL.md': TEXT }, at: ['config/skills/clear/SKILL.md'] },
    'a command of a project': {
      project: { '.claude/commands/init.md': TEXT },
      at: ['project/.claude/commands/init.md'],
    },
    'an agent': {
      config: { 'agents/e.md': '---\nname: Explore\ndescription: Mine.\n---\nLook.\n' },
      at: ['config/agents/e.md'],
    },
    'an output style': {
      config: { 'output-styles/Explanatory.md': 'Explain.\n' },
      at: ['config/output-styles/Explanatory.md'],
    },
  },
  nearMisses: {
    'a plugin’s, which has the plugin’s name before it': {
      plugin: { 'skills/clear/SKILL.md': TEXT, 'commands/init.md': TEXT },
    },
    'only a name in the frontmatter': {
      config: { 'skills/mine/SKILL.md': '---\nname: clear\ndescription: Says it.\n---\nSay it.\n' },
    },
    'one in a folder': { config: { 'commands/git/clear.md': TEXT } },
    'one that is not discovered': { config: { 'skills/clear/skill.md': TEXT } },
  },
}
