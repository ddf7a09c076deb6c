import type { Cases } from '../run-case.ts'

const front = (...lines: string[]) => ['---', ...lines, '---', '', 'Say it.', ''].join('\n')

export const cases: Cases = {
  triggers: {
    'a colon': {
      config: { 'skills/say/SKILL.md': front('name: say', 'description: Use when: asked') },
      at: ['config/skills/say/SKILL.md:3'],
    },
    'a star': { plugin: { 'commands/say.md': front('description: *all* of it') }, at: ['commands/say.md:2'] },
  },
  nearMisses: {
    quoted: { config: { 'skills/say/SKILL.md': front('description: "Use when: asked"') } },
    'an address': { config: { 'skills/say/SKILL.md': front('description: See https://example.com/a#b') } },
    'not understood at all': { config: { 'skills/say/SKILL.md': front('description: "Use when') } },
  },
}
