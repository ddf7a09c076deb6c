import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { Cases } from '../run-case.ts'

const skill = (bytes: number) => `---\ndescription: d\n---\n`.padEnd(bytes, 'a')

export const cases: Cases = {
  triggers: {
    'too large a skill': {
      config: { 'skills/say/SKILL.md': skill(1_000_001) },
      at: ['config/skills/say/SKILL.md'],
      says: /1,000,000/,
    },
    'too large a skill of a plugin': {
      plugin: { 'skills/say/SKILL.md': skill(1_048_577) },
      at: ['skills/say/SKILL.md'],
      says: /1,048,576/,
    },
    'too large an agent': {
      config: { 'agents/critic.md': '---\nname: c\ndescription: d\n---\n'.padEnd(1_048_577, 'a') },
      at: ['config/agents/critic.md'],
    },
    'a folder': {
      prepare: ({ config }) => void mkdirSync(join(config, 'skills/say/SKILL.md'), { recursive: true }),
      at: ['config/skills/say/SKILL.md'],
      says: /folder/,
    },
    'a link that leads nowhere': {
      prepare: ({ config }) => {
        mkdirSync(join(config, 'skills/say'), { recursive: true })
        symlinkSync(join(config, 'nowhere'), join(config, 'skills/say/SKILL.md'))
      },
      at: ['config/skills/say/SKILL.md'],
    },
  },
  nearMisses: {
    'as large as may be': {
      config: { 'skills/say/SKILL.md': skill(1_000_000) },
      plugin: { 'skills/say/SKILL.md': skill(1_048_576) },
    },
    'a link to a file': {
      config: { '../elsewhere.md': skill(100) },
      prepare: ({ root, config }) => {
        mkdirSync(join(config, 'skills/say'), { recursive: true })
        symlinkSync(join(root, 'elsewhere.md'), join(config, 'skills/say/SKILL.md'))
      },
    },
  },
}
