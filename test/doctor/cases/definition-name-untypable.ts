import type { Cases } from '../run-case.ts'

const TEXT = '---\ndescription: Says it.\n---\nSay it.\n'

export const cases: Cases = {
  triggers: {
    'a skill': { config: { 'skills/say it/SKILL.md': TEXT }, at: ['config/skills/say it/SKILL.md'] },
    'a command of a plugin': { plugin: { 'commands/say it.md': TEXT }, at: ['commands/say it.md'] },
    'only people could type it': {
      config: { 'skills/say it/SKILL.md': TEXT.replace('\n', '\ndisable-model-invocation: true\n') },
      at: ['config/skills/say it/SKILL.md'],
    },
  },
  nearMisses: {
    'a hyphen, a dot and a letter with a mark': {
      config: { 'skills/say-it/SKILL.md': TEXT, 'skills/say.it/SKILL.md': TEXT, 'skills/über/SKILL.md': TEXT },
    },
    'an agent, which nobody types': {
      config: { 'agents/critic.md': '---\nname: very strict\ndescription: Strict.\n---\nBe strict.\n' },
    },
  },
}
