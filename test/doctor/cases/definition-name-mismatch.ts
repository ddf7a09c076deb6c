import type { Cases } from '../run-case.ts'

const named = (name: string) => `---\nname: ${name}\ndescription: Says it.\n---\nSay it.\n`

export const cases: Cases = {
  triggers: {
    'a skill of the user': { config: { 'skills/say/SKILL.md': named('speak') }, at: ['config/skills/say/SKILL.md:2'] },
    'a skill of a plugin': { plugin: { 'skills/say/SKILL.md': named('speak') }, at: ['skills/say/SKILL.md:2'] },
    'a command of a plugin': { plugin: { 'commands/say.md': named('speak') }, at: ['commands/say.md:2'] },
    'a command of a project': {
      project: { '.claude/commands/say.md': named('speak') },
      at: ['project/.claude/commands/say.md:2'],
    },
  },
  nearMisses: {
    'the same': { config: { 'skills/say/SKILL.md': named('say') }, plugin: { 'skills/say/SKILL.md': named('say') } },
    'a command in a folder': { config: { 'commands/sub/say.md': named('say') } },
    'an agent, which goes by its name': { config: { 'agents/critic.md': named('strict') } },
    'a folder of a plugin that is one skill, which goes by its name': {
      plugin: { '.claude-plugin/plugin.json': '{"name":"voice","skills":"./say"}', 'say/SKILL.md': named('speak') },
    },
  },
}
