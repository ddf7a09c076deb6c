import assert from 'node:assert/strict'
import { test } from 'node:test'
import { projectComponent, projectComponentsOf, type Where } from '../../server/reload/components.ts'

const PLACES: [where: Where, path: string, component: string][] = [
  ['project', 'CLAUDE.md', 'CLAUDE.md'],
  ['project', 'CLAUDE.local.md', 'CLAUDE.md'],
  ['project', '.claude/CLAUDE.md', 'CLAUDE.md'],
  ['project', 'packages/web/CLAUDE.md', 'CLAUDE.md'],
  ['project', '.claude/rules/style.md', 'rules'],
  ['project', '.claude/rules/web/css.md', 'rules'],
  ['project', '.claude/skills/deploy/SKILL.md', 'skill'],
  ['project', '.claude/skills/deploy/run.sh', 'skill file'],
  ['project', 'packages/web/.claude/skills/deploy/SKILL.md', 'skill'],
  ['project', '.claude/commands/db/migrate.md', 'command'],
  ['project', '.claude/agents/reviewer.md', 'agent'],
  ['project', '.claude/output-styles/terse.md', 'output style'],
  ['project', '.claude/settings.json', 'settings'],
  ['project', '.claude/settings.local.json', 'settings'],
  ['project', '.claude/workflows/audit.js', 'workflow'],
  ['project', '.claude/hooks/stop.sh', 'other'],
  ['project', '.mcp.json', 'MCP config'],
  ['project', '.claude-plugin/marketplace.json', 'catalogue'],
  ['project', 'settings.json', 'other'],
  ['project', 'skills/deploy/SKILL.md', 'other'],
  ['project', 'src/main.ts', 'other'],
  ['user', 'CLAUDE.md', 'CLAUDE.md'],
  ['user', 'rules/style.md', 'rules'],
  ['user', 'skills/deploy/SKILL.md', 'skill'],
  ['user', 'skills/deploy/notes/a.md', 'skill file'],
  ['user', 'commands/say.md', 'command'],
  ['user', 'agents/reviewer.md', 'agent'],
  ['user', 'output-styles/terse.md', 'output style'],
  ['user', 'themes/dark.json', 'theme'],
  ['user', 'settings.json', 'settings'],
  ['user', '.mcp.json', 'other'],
  ['user', 'projects/x/1.jsonl', 'other'],
]

for (const [where, path, component] of PLACES) {
  test(`${path} of the ${where} is ${component}`, () => assert.equal(projectComponent(path, where), component))
}

test('imports, hook scripts and server code are found from the files that name them', () => {
  const contents: Record<string, string> = {
    'CLAUDE.md': 'See @docs/style.md and `@not/this`.\nMail me@example.com',
    'docs/style.md': '@./more.md',
    'docs/more.md': '@style.md',
    'docs/unrelated.md': '',
    '.claude/settings.json': JSON.stringify({
      hooks: { Stop: [{ hooks: [{ type: 'command', command: '"$CLAUDE_PROJECT_DIR"/.claude/hooks/stop.sh' }] }] },
    }),
    '.claude/hooks/stop.sh': '. "$(dirname "$0")/lib.sh"',
    '.claude/hooks/lib.sh': '',
    '.mcp.json': JSON.stringify({ mcpServers: { db: { command: 'node', args: ['tools/db.mjs'] } } }),
    'tools/db.mjs': '',
  }
  const found = projectComponentsOf(Object.keys(contents), (path) => contents[path], 'project')
  assert.deepEqual(Object.fromEntries(found), {
    'CLAUDE.md': 'CLAUDE.md',
    'docs/style.md': 'CLAUDE.md',
    'docs/more.md': 'CLAUDE.md',
    'docs/unrelated.md': 'other',
    '.claude/settings.json': 'settings',
    '.claude/hooks/stop.sh': 'hook script',
    '.claude/hooks/lib.sh': 'hook script',
    '.mcp.json': 'MCP config',
    'tools/db.mjs': 'MCP server code',
  })
})

test("the user's hook scripts are found by way of the home folder", () => {
  const contents: Record<string, string> = {
    'settings.json': '{"hooks":{"Stop":[{"hooks":[{"command":"~/.claude/hooks/stop.sh && $HOME/.claude/say.sh"}]}]}}',
    'hooks/stop.sh': '',
    'say.sh': '',
    'other.sh': '',
  }
  const found = projectComponentsOf(Object.keys(contents), (path) => contents[path], 'user')
  assert.deepEqual([...found.values()], ['settings', 'hook script', 'hook script', 'other'])
})

test('broken settings hide nothing else', () => {
  const found = projectComponentsOf(['.claude/settings.json', 'CLAUDE.md'], () => '{"hooks": [', 'project')
  assert.deepEqual([...found.values()], ['settings', 'CLAUDE.md'])
})
