import { linkSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { Cases } from '../run-case.ts'

const TEXT = '---\ndescription: Says it.\n---\nSay it.\n'

export const cases: Cases = {
  triggers: {
    'a link to a folder': {
      config: { 'skills/say/SKILL.md': TEXT },
      prepare: ({ config }) => symlinkSync('say', join(config, 'skills/speak')),
      at: ['config/skills/speak/SKILL.md'],
    },
    'a project’s link to the user’s': {
      config: { 'skills/say/SKILL.md': TEXT },
      project: { '.claude/x': '' },
      prepare: ({ config, project }) => symlinkSync(join(config, 'skills'), join(project, '.claude/skills')),
      at: ['project/.claude/skills/say/SKILL.md'],
    },
    'a hard link': {
      config: { 'skills/say/SKILL.md': TEXT },
      prepare: ({ config }) => {
        mkdirSync(join(config, 'skills/speak'))
        linkSync(join(config, 'skills/say/SKILL.md'), join(config, 'skills/speak/SKILL.md'))
      },
      at: ['config/skills/speak/SKILL.md'],
      says: /hard link/,
    },
  },
  nearMisses: {
    'two files of one text': { config: { 'skills/say/SKILL.md': TEXT, 'skills/speak/SKILL.md': TEXT } },
    'a link to elsewhere': {
      config: { '../elsewhere/SKILL.md': TEXT, 'skills/x': '' },
      prepare: ({ root, config }) => symlinkSync(join(root, 'elsewhere'), join(config, 'skills/say')),
    },
    'a project that is the user’s own folder': {
      config: { 'skills/say/SKILL.md': TEXT },
      prepare: ({ config, project }) => symlinkSync(config, join(project, '.claude')),
    },
  },
}
