import type { Cases } from '../run-case.ts'

const skill = (agent: string) => `---\ndescription: Says it.\ncontext: fork\nagent: ${agent}\n---\nSay it.\n`
const CRITIC = '---\nname: critic\ndescription: Strict.\n---\nBe strict.\n'

export const cases: Cases = {
  triggers: {
    'none of that name': { config: { 'skills/say/SKILL.md': skill('nobody') }, at: ['config/skills/say/SKILL.md:4'] },
    'a plugin’s without the plugin’s name': {
      plugin: { 'commands/say.md': skill('critic'), 'agents/critic.md': CRITIC },
      at: ['commands/say.md:4'],
    },
    'one that is not discovered': {
      config: { 'skills/say/SKILL.md': skill('critic'), 'agents/critic.md': 'Be strict.\n' },
      at: ['config/skills/say/SKILL.md:4'],
    },
    'one of a plugin that is disabled': {
      config: { 'skills/say/SKILL.md': skill('voice:critic') },
      plugin: { 'agents/critic.md': CRITIC },
      place: () => ({ enabled: false }),
      at: ['config/skills/say/SKILL.md:4'],
    },
  },
  nearMisses: {
    'Claude Code’s own': { config: { 'skills/say/SKILL.md': skill('Explore') } },
    'a project’s': {
      config: { 'skills/say/SKILL.md': skill('critic') },
      project: { '.claude/agents/critic.md': CRITIC },
    },
    'a plugin’s': { config: { 'skills/say/SKILL.md': skill('voice:critic') }, plugin: { 'agents/critic.md': CRITIC } },
  },
}
