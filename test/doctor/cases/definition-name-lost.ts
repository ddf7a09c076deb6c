import type { Cases } from '../run-case.ts'

const TEXT = '---\ndescription: Says it.\n---\nSay it.\n'
const AGENT = '---\nname: critic\ndescription: Strict.\n---\nBe strict.\n'

export const cases: Cases = {
  triggers: {
    'a project’s skill to the user’s': {
      config: { 'skills/say/SKILL.md': TEXT },
      project: { '.claude/skills/say/SKILL.md': TEXT },
      at: ['project/.claude/skills/say/SKILL.md'],
      says: /skill say of the user/,
    },
    'a project’s command to the user’s': {
      config: { 'commands/say.md': TEXT },
      project: { '.claude/commands/say.md': TEXT },
      at: ['project/.claude/commands/say.md'],
    },
    'the user’s command to a project’s skill': {
      config: { 'commands/say.md': TEXT },
      project: { '.claude/skills/say/SKILL.md': TEXT },
      at: ['config/commands/say.md'],
      says: /skill say of the project/,
    },
    'the user’s agent to a project’s': {
      config: { 'agents/critic.md': AGENT },
      project: { '.claude/agents/other.md': AGENT },
      at: ['config/agents/critic.md'],
    },
    'the user’s output style to a project’s': {
      config: { 'output-styles/calm.md': 'Calm.\n' },
      project: { '.claude/output-styles/calm.md': 'Calm.\n' },
      at: ['config/output-styles/calm.md'],
    },
    'a plugin’s skill to its command': {
      plugin: { 'skills/say/SKILL.md': TEXT, 'commands/say.md': TEXT },
      at: ['skills/say/SKILL.md'],
      says: /command voice:say of voice@lab/,
    },
    'two agents by chance': {
      config: { 'agents/a.md': AGENT, 'agents/b.md': AGENT },
      at: ['config/agents/a.md', 'config/agents/b.md'],
      says: /2 agents are called critic/,
    },
    'one of a folder around the project to the nearest': {
      project: { '.claude/skills/say/SKILL.md': TEXT, '../.claude/skills/say/SKILL.md': TEXT },
      at: ['.claude/skills/say/SKILL.md'],
    },
    'a plugin’s command to one in a folder of the plugin’s name': {
      config: { 'commands/voice/say.md': TEXT },
      plugin: { 'commands/say.md': TEXT },
      at: ['commands/say.md'],
    },
  },
  nearMisses: {
    'a plugin’s and the user’s': {
      config: { 'skills/say/SKILL.md': TEXT, 'agents/critic.md': AGENT },
      plugin: { 'skills/say/SKILL.md': TEXT, 'agents/critic.md': AGENT },
    },
    'a skill and an agent': { config: { 'skills/critic/SKILL.md': TEXT, 'agents/critic.md': AGENT } },
    'capital letters': { config: { 'skills/say/SKILL.md': TEXT, 'skills/Say/SKILL.md': TEXT } },
    'one that is not discovered': {
      config: { 'skills/say/SKILL.md': TEXT },
      project: { '.claude/skills/say/skill.md': TEXT },
    },
    'a disabled plugin’s': {
      config: { 'commands/voice/say.md': TEXT },
      plugin: { 'commands/say.md': TEXT },
      place: () => ({ enabled: false }),
    },
  },
}
