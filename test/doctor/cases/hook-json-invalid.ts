import { command, HOOKS, pretty } from '../hook-files.ts'
import type { Cases } from '../run-case.ts'

const good = pretty({ hooks: { Stop: [{ hooks: [{ type: 'command', command: 'true' }] }] } })

export const cases: Cases = {
  triggers: {
    'a comma after the last entry': {
      plugin: { [HOOKS]: '{\n  "hooks": {\n    "Stop": [],\n  }\n}\n' },
      at: [`${HOOKS}:4`],
      says: /not expected here/,
    },
    'a comment': { plugin: { [HOOKS]: `// mine\n${good}` }, at: [`${HOOKS}:1`] },
    'a byte order mark': { plugin: { [HOOKS]: `\uFEFF${good}` }, at: [`${HOOKS}:1`], says: /byte order mark/ },
    'nothing in it': { plugin: { [HOOKS]: '' }, at: [`${HOOKS}:1`], says: /empty/ },
    'cut off': { plugin: { [HOOKS]: good.slice(0, 40) }, at: [`${HOOKS}:5`], says: /cut off/ },
    'a list that never ends': { plugin: { [HOOKS]: '['.repeat(100_000) }, at: [`${HOOKS}:1`] },
    'another file that the manifest names': {
      plugin: { '.claude-plugin/plugin.json': '{"name":"voice","hooks":"./more.json"}', 'more.json': '{' },
      at: ['more.json:1'],
    },
    'settings of the user': { config: { 'settings.json': '{"hooks": }' }, at: ['config/settings.json:1'] },
    'settings of a project': { project: { '.claude/settings.json': 'x' }, at: ['project/.claude/settings.json:1'] },
  },
  nearMisses: {
    'valid JSON': command('true'),
    'a byte order mark in settings': { config: { 'settings.json': `\uFEFF${good}` } },
    'no file at all': {},
    'a file that nobody reads': { plugin: { 'hooks/other.json': '{' } },
    'valid, and no hooks': { plugin: { [HOOKS]: '[]' } },
  },
}
