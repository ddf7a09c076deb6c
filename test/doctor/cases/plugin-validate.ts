import { MANIFEST, manifest, validated } from '../packaging-files.ts'
import type { Cases } from '../run-case.ts'

const HOOKS = `{
  "hooks": {
    "NoSuchEvent": [],
    "Stop": [{ "hooks": [] }]
  }
}
`
const SKILL = '---\nname: say\nargument-hint: 3\n---\n\nSay it.\n'

export const cases: Cases = {
  triggers: {
    'a field of the manifest': {
      plugin: manifest({ author: 'Ada' }),
      around: validated(MANIFEST, 'plugin', {
        errors: [{ path: 'author', message: 'Invalid input: expected object, received string' }],
      }),
      at: [`${MANIFEST}:4`],
      says: /^`author`: Invalid input: expected object, received string\.$/,
    },
    'an entry of a list': {
      plugin: manifest({ commands: ['./say.md', './gone.md'] }),
      around: validated(MANIFEST, 'plugin', {
        errors: [{ path: 'commands[1]', message: 'Path not found: ./gone.md. It is reported as a load failure.' }],
      }),
      at: [`${MANIFEST}:6`],
    },
    'a place that only the words name': {
      plugin: { ...manifest(), 'hooks/hooks.json': HOOKS },
      around: validated('hooks/hooks.json', 'hooks', {
        warnings: [{ path: 'hooks', message: 'hooks.Stop.0: something that no check of ours knows' }],
      }),
      at: ['hooks/hooks.json:4'],
    },
    frontmatter: {
      plugin: { ...manifest(), 'commands/say.md': SKILL },
      around: validated('commands/say.md', 'command', {
        errors: [{ path: 'argument-hint', message: 'argument-hint must be a string, got number.' }],
      }),
      at: ['commands/say.md:3'],
    },
    'JSON that is none': {
      plugin: { [MANIFEST]: '{\n  "name": "voice",\n  bad' },
      around: validated(MANIFEST, 'plugin', {
        errors: [
          { path: 'json', message: 'Invalid JSON syntax: JSON Parse error: Property name must be a string literal' },
        ],
      }),
      at: [`${MANIFEST}:3`],
    },
    'a CLAUDE.md at the root': {
      plugin: { ...manifest(), 'CLAUDE.md': '# Rules\n' },
      around: validated('CLAUDE.md', 'plugin', {
        warnings: [{ path: 'root', message: 'CLAUDE.md at the plugin root is not loaded as project context.' }],
      }),
      at: ['CLAUDE.md'],
    },
  },
  nearMisses: {
    'what a check of ours says of the same line': {
      plugin: { ...manifest(), 'hooks/hooks.json': HOOKS },
      around: validated('hooks/hooks.json', 'hooks', {
        warnings: [{ path: 'hooks', message: 'hooks.NoSuchEvent: unknown hook event; entry ignored at runtime' }],
      }),
    },
    'nothing said': {
      plugin: manifest(),
      around: () => ({ validated: async () => ({ version: '2.1.329', files: [], directory: [] }) }),
    },
    'not asked yet': { plugin: manifest({ author: 'Ada' }), around: () => ({ validated: async () => null }) },
    'of another folder': {
      plugin: manifest(),
      around: validated('../elsewhere/plugin.json', 'plugin', { errors: [{ path: 'name', message: 'Wrong' }] }),
    },
    'a plugin of a marketplace that needs no manifest': {
      plugin: { 'commands/say.md': 'Say it.\n' },
      around: validated('.', 'plugin', {
        errors: [{ path: 'directory', message: 'No manifest found in directory. Expected .claude-plugin/plugin.json' }],
      }),
    },
  },
}
