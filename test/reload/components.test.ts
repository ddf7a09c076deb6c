// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are texts of shells and scripts
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anatomyOf, componentsOf } from '../../server/reload/components.ts'

type Contents = Record<string, string | object>

const reader = (contents: Contents) => (path: string) => {
  const content = contents[path]
  return typeof content === 'object' ? JSON.stringify(content) : content
}

const classify = (contents: Contents) => Object.fromEntries(componentsOf(Object.keys(contents), reader(contents)))

const anatomy = (contents: Contents) => anatomyOf(Object.keys(contents), reader(contents))

const hook = (command: string, args?: string[]) => ({
  hooks: { Stop: [{ hooks: [{ type: 'command', command, ...(args && { args }) }] }] },
})

const server = (command: string, args: string[], more = {}) => ({ mcpServers: { tts: { command, args, ...more } } })

test('each usual place is known', () => {
  assert.deepEqual(
    classify({
      '.claude-plugin/plugin.json': { name: 'voice' },
      '.claude-plugin/marketplace.json': {},
      'skills/speak/SKILL.md': '',
      'skills/speak/reference/voices.md': '',
      'skills/speak/scripts/say.sh': '',
      'skills/SKILL.md': '',
      'SKILL.md': '',
      'commands/say.md': '',
      'commands/db/migrate.md': '',
      'commands/old/SKILL.md': '',
      'commands/old/reference.md': '',
      'agents/reader.md': '',
      'agents/review/deep.md': '',
      'hooks/hooks.json': {},
      '.mcp.json': {},
      '.lsp.json': {},
      'output-styles/terse.md': '',
      'monitors/monitors.json': [],
      'themes/dark.json': {},
      'workflows/audit.js': '',
      'bin/say': '',
      'settings.json': {},
      'CLAUDE.md': '',
      'docs/CLAUDE.md': '',
      'package.json': {},
      'server/package-lock.json': {},
      'README.md': '',
      'hooks/unused.sh': '',
      'agents/notes.txt': '',
    }),
    {
      '.claude-plugin/plugin.json': 'manifest',
      '.claude-plugin/marketplace.json': 'catalogue',
      'skills/speak/SKILL.md': 'skill',
      'skills/speak/reference/voices.md': 'skill file',
      'skills/speak/scripts/say.sh': 'skill file',
      'skills/SKILL.md': 'skill',
      'SKILL.md': 'skill',
      'commands/say.md': 'command',
      'commands/db/migrate.md': 'command',
      'commands/old/SKILL.md': 'skill',
      'commands/old/reference.md': 'skill file',
      'agents/reader.md': 'agent',
      'agents/review/deep.md': 'agent',
      'hooks/hooks.json': 'hook config',
      '.mcp.json': 'MCP config',
      '.lsp.json': 'LSP config',
      'output-styles/terse.md': 'output style',
      'monitors/monitors.json': 'monitors',
      'themes/dark.json': 'theme',
      'workflows/audit.js': 'workflow',
      'bin/say': 'executable',
      'settings.json': 'plugin settings',
      'CLAUDE.md': 'CLAUDE.md',
      'docs/CLAUDE.md': 'CLAUDE.md',
      'package.json': 'dependencies',
      'server/package-lock.json': 'dependencies',
      'README.md': 'other',
      'hooks/unused.sh': 'other',
      'agents/notes.txt': 'other',
    },
  )
})

test('the manifest moves components, and adds skills', () => {
  assert.deepEqual(
    classify({
      '.claude-plugin/plugin.json': {
        commands: ['./extra/say.md', './more/'],
        agents: './team/reader.md',
        skills: ['./others/', './one'],
        outputStyles: './styles/',
        hooks: [
          './config/hooks.json',
          { Stop: [{ hooks: [{ type: 'command', command: '$CLAUDE_PLUGIN_ROOT/run.sh' }] }] },
        ],
        mcpServers: './config/servers.json',
        lspServers: './config/lsp.json',
        experimental: { monitors: './config/monitors.json', themes: './colours' },
      },
      'extra/say.md': '',
      'extra/not.md': '',
      'more/shout.md': '',
      'commands/say.md': '',
      'team/reader.md': '',
      'agents/reader.md': '',
      'others/whisper/SKILL.md': '',
      'one/SKILL.md': '',
      'one/notes.md': '',
      'skills/speak/SKILL.md': '',
      'styles/terse.md': '',
      'config/hooks.json': {},
      'hooks/hooks.json': {},
      'run.sh': '',
      'config/servers.json': {},
      'config/lsp.json': {},
      'config/monitors.json': [],
      'monitors/monitors.json': [],
      'colours/dark.json': {},
    }),
    {
      '.claude-plugin/plugin.json': 'manifest',
      'extra/say.md': 'command',
      'extra/not.md': 'other',
      'more/shout.md': 'command',
      'commands/say.md': 'other',
      'team/reader.md': 'agent',
      'agents/reader.md': 'other',
      'others/whisper/SKILL.md': 'skill',
      'one/SKILL.md': 'skill',
      'one/notes.md': 'other',
      'skills/speak/SKILL.md': 'skill',
      'styles/terse.md': 'output style',
      'config/hooks.json': 'hook config',
      'hooks/hooks.json': 'hook config',
      'run.sh': 'hook script',
      'config/servers.json': 'MCP config',
      'config/lsp.json': 'LSP config',
      'config/monitors.json': 'monitors',
      'monitors/monitors.json': 'other',
      'colours/dark.json': 'theme',
    },
  )
})

test('a map of commands names their files', () => {
  const { 'stuff/hey.md': hey } = classify({
    '.claude-plugin/plugin.json': { commands: { hey: { source: './stuff/hey.md' }, about: { content: 'Hello.' } } },
    'stuff/hey.md': '',
  })
  assert.equal(hey, 'command')
})

const HOOK_COMMANDS: [command: string, args?: string[]][] = [
  ['${CLAUDE_PLUGIN_ROOT}/lib/run.sh'],
  ['"${CLAUDE_PLUGIN_ROOT}/lib/run.sh"'],
  ['"${CLAUDE_PLUGIN_ROOT}"/lib/run.sh'],
  ['$CLAUDE_PLUGIN_ROOT/lib/run.sh --fast'],
  ['bash ${CLAUDE_PLUGIN_ROOT}/lib/run.sh || true'],
  ['bash -c \'source "$CLAUDE_PLUGIN_ROOT/lib/run.sh" && go\''],
  ['cd "${CLAUDE_PLUGIN_ROOT}" && ./lib/run.sh'],
  ['cd ${CLAUDE_PLUGIN_ROOT}/lib; bash run.sh'],
  ['${CLAUDE_PLUGIN_ROOT:-.}/lib/run.sh'],
  ['./lib/run.sh'],
  ['bash', ['${CLAUDE_PLUGIN_ROOT}/lib/run.sh']],
  ['%CLAUDE_PLUGIN_ROOT%\\lib\\run.sh'],
]

for (const [command, args] of HOOK_COMMANDS) {
  test(`the hook command ${[command, ...(args ?? [])].join(' ')} names its script`, () => {
    const found = classify({ 'hooks/hooks.json': hook(command, args), 'lib/run.sh': '', 'lib/other.sh': '' })
    assert.equal(found['lib/run.sh'], 'hook script')
    assert.equal(found['lib/other.sh'], 'other')
  })
}

test('an argument is one path even with blanks in it', () => {
  const found = classify({
    'hooks/hooks.json': hook('bash', ['${CLAUDE_PLUGIN_ROOT}/my scripts/run it.sh']),
    'my scripts/run it.sh': '',
  })
  assert.equal(found['my scripts/run it.sh'], 'hook script')
})

test('a wrapper that is given the name of the script beside it leads to that script', () => {
  const found = classify({
    'hooks/hooks.json': hook('"${CLAUDE_PLUGIN_ROOT}/hooks/run-hook.cmd" session-start'),
    'hooks/run-hook.cmd': 'exec bash "${SCRIPT_DIR}/$1"',
    'hooks/session-start':
      '#!/usr/bin/env bash\nROOT="$(cd "$(dirname "${BASH_SOURCE[0]:-$0}")/.." && pwd)"\ncat "${ROOT}/skills/using/SKILL.md"\n. "$ROOT/lib/json.sh"\n',
    'skills/using/SKILL.md': '',
    'lib/json.sh': '',
  })
  assert.equal(found['hooks/session-start'], 'hook script')
  assert.equal(found['lib/json.sh'], 'hook script')
  assert.equal(found['skills/using/SKILL.md'], 'skill', 'a skill stays a skill though a hook prints it')
})

const IMPORTS: [file: string, text: string, imported: string][] = [
  ['run.mjs', "import { say } from './lib/say.mjs'", 'lib/say.mjs'],
  ['run.mjs', "import './lib/say.mjs'", 'lib/say.mjs'],
  ['run.mjs', 'import{say}from"./lib/say.mjs";', 'lib/say.mjs'],
  ['run.mjs', "export * from './lib/say.mjs'", 'lib/say.mjs'],
  ['run.mjs', "const { say } = await import('./lib/say.mjs')", 'lib/say.mjs'],
  ['run.mjs', "new Worker(new URL('./lib/say.mjs', import.meta.url))", 'lib/say.mjs'],
  ['run.mjs', "spawn('node', [join(import.meta.dirname, 'lib', 'say.mjs')])", 'lib/say.mjs'],
  ['run.mjs', "join(dirname(fileURLToPath(import.meta.url)), 'lib/say.mjs')", 'lib/say.mjs'],
  ['deep/run.mjs', "join(process.env.CLAUDE_PLUGIN_ROOT, 'lib', 'say.mjs')", 'lib/say.mjs'],
  ['deep/run.mjs', '`${process.env.CLAUDE_PLUGIN_ROOT}/lib/say.mjs`', 'lib/say.mjs'],
  ['deep/run.mjs', "import { say } from '../lib/say.mjs'", 'lib/say.mjs'],
  ['run.cjs', "const say = require('./lib/say')", 'lib/say.js'],
  ['run.cjs', "require('./lib')", 'lib/index.js'],
  ['run.cjs', "path.join(__dirname, 'lib', 'say.js')", 'lib/say.js'],
  ['run.ts', "import { say } from './lib/say.js'", 'lib/say.ts'],
  ['run.py', 'import say', 'say.py'],
  ['run.py', 'import os, say.loud as loud', 'say/loud.py'],
  ['run.py', 'from say import loud, quiet', 'say/quiet.py'],
  ['run.py', 'from say.loud import shout', 'say/loud.py'],
  ['run.py', 'from say import (\n  loud,\n  quiet,\n)', 'say/quiet.py'],
  ['run.py', 'from say import shout', 'say/__init__.py'],
  ['pack/run.py', 'from . import loud', 'pack/loud.py'],
  ['pack/run.py', 'from .loud import shout', 'pack/loud.py'],
  ['pack/run.py', 'from ..say import shout', 'say.py'],
  ['run.py', "Path(__file__).parent / 'lib/say.sh'", 'lib/say.sh'],
  ['run.sh', 'source "${CLAUDE_PLUGIN_ROOT}/lib/say.sh"', 'lib/say.sh'],
  ['run.sh', '. "$(dirname "$0")/lib/say.sh"', 'lib/say.sh'],
  ['run.sh', 'source "$(dirname "${BASH_SOURCE[0]}")/lib/say.sh"', 'lib/say.sh'],
  ['run.sh', '. "${0%/*}/lib/say.sh"', 'lib/say.sh'],
  ['run.sh', '. `dirname $0`/lib/say.sh', 'lib/say.sh'],
  ['run.sh', 'source ./lib/say.sh', 'lib/say.sh'],
  [
    'run.sh',
    'DIR="$(cd "$(dirname "${BASH_SOURCE[0]}")" >/dev/null 2>&1 && pwd)"\nsource "$DIR/lib/say.sh"',
    'lib/say.sh',
  ],
  [
    'deep/run.sh',
    'HERE=$(dirname "$0")\nROOT=$(cd "$HERE/.." && pwd)\nexec node "$ROOT/lib/say.mjs" "$@"',
    'lib/say.mjs',
  ],
  ['deep/run.sh', 'ROOT="${CLAUDE_PLUGIN_ROOT:-$(dirname "$(dirname "$0")")}"\n. "${ROOT}/lib/say.sh"', 'lib/say.sh'],
  ['deep/run.sh', '. "$(dirname "$(dirname "$0")")/lib/say.sh"', 'lib/say.sh'],
  ['deep/run.sh', '. "$(cd -- "$(dirname -- "$0")/.." && pwd -P)/lib/say.sh"', 'lib/say.sh'],
  ['run.cmd', 'bash "%~dp0lib\\say.sh"', 'lib/say.sh'],
  ['run', '#!/usr/bin/env node\nimport "./lib/say.mjs"', 'lib/say.mjs'],
  ['run', '#!/usr/bin/env python3\nimport say', 'say.py'],
  ['run', '#!/bin/bash\nsource "${CLAUDE_PLUGIN_ROOT}/lib/say.sh"', 'lib/say.sh'],
]

for (const [file, text, imported] of IMPORTS) {
  test(`${file} with ${JSON.stringify(text)} loads ${imported}`, () => {
    const found = classify({
      'hooks/hooks.json': hook(`\${CLAUDE_PLUGIN_ROOT}/${file}`),
      [file]: text,
      [imported]: '',
      'lib/unrelated.mjs': '',
    })
    assert.equal(found[imported], 'hook script')
    assert.equal(found['lib/unrelated.mjs'], 'other')
  })
}

test('imports are followed through files and around circles', () => {
  const found = classify({
    'hooks/hooks.json': hook('node ${CLAUDE_PLUGIN_ROOT}/a.mjs'),
    'a.mjs': "import './b.mjs'",
    'b.mjs': "import './c.mjs'",
    'c.mjs': "import './a.mjs'; import './c.mjs'; import 'left-pad'; import '../../outside.mjs'",
  })
  assert.equal(found['c.mjs'], 'hook script')
})

const SERVERS: [words: string, config: object, file: string][] = [
  ['a path from the root', server('node', ['${CLAUDE_PLUGIN_ROOT}/srv/main.js']), 'srv/main.js'],
  ['a relative path', server('node', ['./srv/main.js']), 'srv/main.js'],
  ['a program of its own', server('${CLAUDE_PLUGIN_ROOT}/bin/tts', []), 'bin/tts'],
  [
    'a map without the usual key',
    { tts: { command: 'node', args: ['${CLAUDE_PLUGIN_ROOT}/srv/main.js'] } },
    'srv/main.js',
  ],
  ['a shell line', server('bash', ['-c', 'cd ${CLAUDE_PLUGIN_ROOT} && node srv/main.js']), 'srv/main.js'],
  ['a folder to start in', server('node', ['main.js'], { cwd: '${CLAUDE_PLUGIN_ROOT}/srv' }), 'srv/main.js'],
  ['a directory option', server('uv', ['--directory', '${CLAUDE_PLUGIN_ROOT}/srv', 'run', 'main.py']), 'srv/main.py'],
  ['a module', server('python3', ['-m', 'srv.main'], { cwd: '${CLAUDE_PLUGIN_ROOT}' }), 'srv/main.py'],
  ['a folder with an index', server('node', ['${CLAUDE_PLUGIN_ROOT}/srv']), 'srv/index.js'],
  ['an option with a path', server('tool', ['--config=srv/voices.json']), 'srv/voices.json'],
]

for (const [words, config, file] of SERVERS) {
  test(`an MCP server is found by ${words}`, () => {
    const { components, servers } = anatomy({ '.mcp.json': config, [file]: '', 'srv/unrelated.txt': '' })
    assert.equal(components.get(file), 'MCP server code')
    assert.equal(components.get('srv/unrelated.txt'), 'other')
    assert.deepEqual(servers.get(file), ['tts'])
  })
}

test('a script of package.json leads to the server', () => {
  const { components } = anatomy({
    '.mcp.json': server('npm', ['--prefix', '${CLAUDE_PLUGIN_ROOT}/srv', 'run', 'serve']),
    'srv/package.json': { scripts: { serve: 'tsx main.ts', test: 'tsx test.ts' } },
    'srv/main.ts': "import './voice.js'",
    'srv/voice.ts': '',
    'srv/test.ts': '',
  })
  assert.equal(components.get('srv/main.ts'), 'MCP server code')
  assert.equal(components.get('srv/voice.ts'), 'MCP server code')
  assert.equal(components.get('srv/test.ts'), 'other')
})

test('servers are told apart, with the packages they were started with', () => {
  const { servers } = anatomy({
    '.mcp.json': { mcpServers: { tts: { command: 'node', args: ['${CLAUDE_PLUGIN_ROOT}/tts/main.js'] } } },
    '.claude-plugin/plugin.json': {
      mcpServers: { stt: { command: 'node', args: ['${CLAUDE_PLUGIN_ROOT}/stt/main.js'] } },
    },
    'tts/main.js': "import '../shared.js'",
    'stt/main.js': "import '../shared.js'",
    'shared.js': '',
    'tts/package.json': '{}',
    'package-lock.json': '{}',
    'docs/package.json': '{}',
  })
  assert.deepEqual(Object.fromEntries(servers), {
    'tts/main.js': ['tts'],
    'stt/main.js': ['stt'],
    'shared.js': ['tts', 'stt'],
    'tts/package.json': ['tts'],
    'package-lock.json': ['tts', 'stt'],
  })
})

test('of two programs that use a file the one that keeps it longest decides', () => {
  const found = classify({
    'hooks/hooks.json': { ...hook('node ${CLAUDE_PLUGIN_ROOT}/hook.mjs'), modules: ['./mod.mjs'] },
    '.mcp.json': server('node', ['${CLAUDE_PLUGIN_ROOT}/server.mjs']),
    '.lsp.json': { shout: { command: 'node', args: ['${CLAUDE_PLUGIN_ROOT}/lsp.mjs'] } },
    'monitors/monitors.json': [{ name: 'log', command: 'bash ${CLAUDE_PLUGIN_ROOT}/watch.sh' }],
    'hook.mjs': "import './shared.mjs'",
    'server.mjs': "import './shared.mjs'",
    'shared.mjs': '',
    'lsp.mjs': '',
    'watch.sh': '',
    'mod.mjs': '',
  })
  assert.deepEqual(
    ['hook.mjs', 'server.mjs', 'shared.mjs', 'lsp.mjs', 'watch.sh', 'mod.mjs'].map((path) => found[path]),
    ['hook script', 'MCP server code', 'MCP server code', 'LSP server code', 'monitors', 'hook config'],
  )
})

test('a packaged server is server code', () => {
  const found = classify({ '.claude-plugin/plugin.json': { mcpServers: './tts.mcpb' }, 'tts.mcpb': 'PK\u0003\u0004' })
  assert.equal(found['tts.mcpb'], 'MCP server code')
})

const GARBAGE: unknown[] = [
  '',
  '{',
  'null',
  '[]',
  '"text"',
  '42',
  '\uFEFF{}',
  '\0\0\0',
  { hooks: null },
  { hooks: [[[[]]]] },
  { hooks: { Stop: 'no' } },
  { hooks: { Stop: [{ hooks: [{ type: 'command', command: 7, args: { a: 1 } }] }] } },
  { mcpServers: [null, 1, 'x', { a: null }], hooks: [1, null, '../../x'], skills: {}, commands: 7, agents: [null] },
  { command: '${CLAUDE_PLUGIN_ROOT}/../../../etc/passwd', args: [null] },
  { mcpServers: { ['__proto__']: { command: '/etc/passwd' }, constructor: { command: 'x', args: 'y' } } },
  { experimental: [], monitors: {}, lspServers: { a: 1 } },
]

test('any garbage still gives a component for each file', () => {
  const places = ['.claude-plugin/plugin.json', 'hooks/hooks.json', '.mcp.json', '.lsp.json', 'monitors/monitors.json']
  for (const place of places) {
    for (const one of GARBAGE) {
      const contents: Contents = { [place]: one as object, 'run.sh': 'source \u0000$(((' }
      assert.equal(anatomy(contents).components.size, 2, `${place} with ${JSON.stringify(one)}`)
    }
  }
})

test('a broken file is named with what it means', () => {
  const { problems, components } = anatomy({ 'hooks/hooks.json': '{"hooks": ', 'hooks/run.sh': '' })
  assert.equal(components.get('hooks/run.sh'), 'other')
  assert.equal(problems.length, 1)
  assert.equal(problems[0]?.file, 'hooks/hooks.json')
  assert.match(problems[0]?.message ?? '', /^hooks\/hooks\.json is not valid JSON .*so what it names is not known\.$/)
})

test('a file that cannot be read, or that a crooked path names, is classified and never read outside', () => {
  const asked: string[] = []
  const paths = ['hooks/hooks.json', 'run.sh', '.mcp.json']
  const found = componentsOf(paths, (path) => {
    asked.push(path)
    if (path === 'hooks/hooks.json')
      return JSON.stringify(hook('cat ${CLAUDE_PLUGIN_ROOT}/../../secret /etc/passwd ./run.sh'))
    return undefined
  })
  assert.equal(found.get('run.sh'), 'hook script')
  assert.deepEqual(
    [...new Set(asked)].filter((path) => !paths.includes(path)),
    [],
  )
})

test('a hostile plugin is answered, not waited for', () => {
  const many = Array.from({ length: 3_000 }, (_, at) => at)
  const contents: Contents = {
    'hooks/hooks.json': { hooks: { Stop: many.map((at) => ({ command: `node f${at}.mjs ${'x '.repeat(300)}` })) } },
    '.mcp.json': {
      mcpServers: Object.fromEntries(many.map((at) => [`s${at}`, { command: 'node', args: ['f0.mjs'] }])),
    },
    'deep.json': '['.repeat(100_000),
    'run.sh': `A="$(dirname "$0")/${'a'.repeat(290)}"\n${'$A '.repeat(30_000)}`,
    'loop.sh': '$(dirname "'.repeat(20_000),
    'blank.py': `from ${'.'.repeat(200_000)}\n${' '.repeat(200_000)}import ${','.repeat(100_000)}`,
    'quotes.mjs': `import ${'"'.repeat(200_000)}${"join(__dirname, '".repeat(10_000)}`,
    'start.mjs': "import './quotes.mjs'",
  }
  for (const at of many)
    contents[`f${at}.mjs`] = many
      .slice(0, 50)
      .map((next) => `import './f${(at + next) % 3_000}.mjs'`)
      .join('\n')
  contents['hooks/more.json'] = hook('bash run.sh; bash loop.sh; python blank.py; node start.mjs')
  contents['.claude-plugin/plugin.json'] = { hooks: './hooks/more.json' }
  const { components } = anatomy(contents)
  assert.equal(components.size, Object.keys(contents).length)
  assert.equal(components.get('f0.mjs'), 'MCP server code')
})
