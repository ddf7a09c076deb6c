import { HOOKS, hooks, manifest, pretty, settings } from '../hook-files.ts'
import type { Cases } from '../run-case.ts'

const good = [{ type: 'command', command: 'true' }] as const

const skill = (hooks: string) => `---\nname: say\ndescription: Says it.\nhooks:\n${hooks}\n---\n\nSay it.\n`

export const cases: Cases = {
  triggers: {
    'in the wrong case': { ...hooks('preToolUse', good), at: [`${HOOKS}:3`], says: /PreToolUse is the nearest/ },
    'a letter too many': { ...hooks('SessionStarts', good), at: [`${HOOKS}:3`], says: /SessionStart is the nearest/ },
    'as it is spoken': { ...hooks('user-prompt-submit', good), at: [`${HOOKS}:3`], says: /UserPromptSubmit is/ },
    'the end left out': { ...hooks('PostTool', good), at: [`${HOOKS}:3`], says: /PostToolUse is/ },
    'nothing like it': { ...hooks('OnFullMoon', good), at: [`${HOOKS}:3`], says: /^There is no event “OnFullMoon”\.$/ },
    'very long': { ...hooks('x'.repeat(100_000), good), at: [`${HOOKS}:3`] },
    'names that every object has': { ...hooks('constructor', good), at: [`${HOOKS}:3`] },
    'in the manifest': { plugin: manifest({ hooks: { stop: [] } }), at: ['.claude-plugin/plugin.json:4'] },
    'in the frontmatter of a skill': {
      plugin: { 'skills/say/SKILL.md': skill('  PreTool:\n    - hooks: []') },
      at: ['skills/say/SKILL.md:6'],
    },
    'in settings': { ...settings('stop', ...good), at: ['config/settings.json:3'] },
  },
  nearMisses: {
    Stop: hooks('Stop', good),
    'beside the events': { plugin: { [HOOKS]: pretty({ description: 'x', PreTool: [], hooks: { Stop: [] } }) } },
    'the same word in settings': { config: { 'settings.json': pretty({ stop: true, hooks: {} }) } },
  },
}
