import type { Cases } from '../run-case.ts'

export const cases: Cases = {
  triggers: {
    'of the user': {
      config: { 'agents/critic.md': '---\ndescription: Strict.\n---\nBe strict.\n' },
      at: ['config/agents/critic.md:1'],
    },
    'of a project, a number': {
      project: { '.claude/agents/critic.md': '---\nname: 42\ndescription: Strict.\n---\nBe strict.\n' },
      at: ['project/.claude/agents/critic.md:2'],
      says: /is a text/,
    },
  },
  nearMisses: {
    'of a plugin, which goes by its file': {
      plugin: { 'agents/critic.md': '---\ndescription: Strict.\n---\nBe strict.\n' },
    },
    'with a name': { config: { 'agents/critic.md': '---\nname: critic\ndescription: Strict.\n---\nBe strict.\n' } },
    'a text beside the agents': { config: { 'agents/README.md': '# Agents\n' } },
  },
}
