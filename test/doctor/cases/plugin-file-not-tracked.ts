import { MANIFEST, manifest, tracked } from '../packaging-files.ts'
import type { Cases } from '../run-case.ts'

const ROOT = `\${CLAUDE_PLUGIN_ROOT}`
const HOOKS = `{\n  "hooks": { "Stop": [{ "hooks": [{ "type": "command",\n    "command": "node ${ROOT}/dist/say.mjs" }] }] }\n}\n`
const plugin = { ...manifest(), 'hooks/hooks.json': HOOKS, 'dist/say.mjs': 'say()\n' }

export const cases: Cases = {
  triggers: {
    'a script that was never added': {
      plugin,
      prepare: tracked('.claude-plugin', 'hooks'),
      at: ['hooks/hooks.json:3'],
      says: /it was never added to git/,
    },
    'a script that git ignores': {
      plugin: { ...plugin, '.gitignore': 'dist\n' },
      prepare: tracked('.claude-plugin', 'hooks', '.gitignore'),
      at: ['hooks/hooks.json:3'],
      says: /git ignores it/,
    },
    'a folder that the manifest names': {
      plugin: { ...manifest({ skills: ['./more'] }), 'more/say/SKILL.md': '---\ndescription: d\n---\n' },
      prepare: tracked('.claude-plugin'),
      at: [`${MANIFEST}:5`],
    },
  },
  nearMisses: {
    'all of it is tracked': { plugin, prepare: tracked('.') },
    'a folder of which something is tracked': {
      plugin: { ...manifest({ skills: ['./more'] }), 'more/say/SKILL.md': '---\ndescription: d\n---\n' },
      prepare: tracked('.'),
    },
    'nobody names it': { plugin: { ...manifest(), 'notes.txt': 'x\n' }, prepare: tracked('.claude-plugin') },
    'it is not there at all': { plugin: { ...manifest(), 'hooks/hooks.json': HOOKS }, prepare: tracked('.') },
    'a plugin that is not committed yet': { plugin, prepare: tracked() },
    'in no repository': { plugin },
  },
}
