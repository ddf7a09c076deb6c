import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { Cases } from '../run-case.ts'

const SKILL = '---\ndescription: Says it.\n---\nSay it.\n'

export const cases: Cases = {
  triggers: {
    'a folder too deep': { config: { 'skills/speech/say/SKILL.md': SKILL }, at: ['config/skills/speech/say/SKILL.md'] },
    'two folders too deep, of a plugin': {
      plugin: { 'skills/speech/loud/say/SKILL.md': SKILL },
      at: ['skills/speech/loud/say/SKILL.md'],
    },
    'no folder of its own': { project: { '.claude/skills/say.md': SKILL }, at: ['project/.claude/skills/say.md'] },
    'SKILL.md without a folder': { config: { 'skills/SKILL.md': SKILL }, at: ['config/skills/SKILL.md'] },
    'below a folder that is a skill itself': {
      plugin: { 'skills/SKILL.md': SKILL, 'skills/say/SKILL.md': SKILL, 'skills/sing/SKILL.md': SKILL },
      at: ['skills/say/SKILL.md', 'skills/sing/SKILL.md'],
    },
    'below an additional folder that is a skill itself': {
      plugin: {
        '.claude-plugin/plugin.json': '{"name":"voice","skills":"./more"}',
        'more/SKILL.md': SKILL,
        'more/say/SKILL.md': SKILL,
      },
      at: ['more/say/SKILL.md'],
    },
  },
  nearMisses: {
    'where it belongs': { config: { 'skills/say/SKILL.md': SKILL }, plugin: { 'skills/say/SKILL.md': SKILL } },
    'a template within a skill': { config: { 'skills/say/SKILL.md': SKILL, 'skills/say/templates/SKILL.md': SKILL } },
    'notes beside the skills': { config: { 'skills/README.md': SKILL, 'skills/notes.md': '# Notes\n' } },
    'an additional folder of a plugin': {
      plugin: { '.claude-plugin/plugin.json': '{"name":"voice","skills":["./more"]}', 'more/say/SKILL.md': SKILL },
    },
    'a plugin that is one skill': { plugin: { 'SKILL.md': SKILL } },
    'a plugin among the skills': {
      config: {
        'skills/voice/.claude-plugin/plugin.json': '{"name":"voice"}',
        'skills/voice/skills/say/SKILL.md': SKILL,
      },
    },
    'a link to a folder': {
      prepare: ({ root, config }) => symlinkSync(join(root, 'elsewhere'), join(config, 'skills')),
      config: { '../elsewhere/say/SKILL.md': SKILL },
    },
  },
}
