import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Changed, remedyText, type SequenceContext, sequenceOf } from '../../server/reload/sequence.ts'
import type { Edit, Mode } from '../../server/reload/types.ts'
import { verdictOf } from '../../server/reload/verdict.ts'

const FILES: Record<string, Edit> = {
  'skills/speak/SKILL.md': { component: 'skill', change: 'edited' },
  'skills/speak/voices.md': { component: 'skill file', change: 'edited' },
  'commands/say.md': { component: 'command', change: 'edited' },
  'agents/reader.md': { component: 'agent', change: 'edited' },
  'agents/told.md': { component: 'agent', change: 'description' },
  'hooks/hooks.json': { component: 'hook config', change: 'edited' },
  'hooks/stop.sh': { component: 'hook script', change: 'edited' },
  '.mcp.json': { component: 'MCP config', change: 'edited' },
  'server/main.js': { component: 'MCP server code', change: 'edited' },
  'server/shared.js': { component: 'MCP server code', change: 'edited' },
  'server/odd.js': { component: 'MCP server code', change: 'edited' },
  'package.json': { component: 'dependencies', change: 'edited' },
  'settings.json': { component: 'plugin settings', change: 'edited' },
  'README.md': { component: 'other', change: 'edited' },
  'CLAUDE.md': { component: 'CLAUDE.md', change: 'edited' },
}

const SERVERS = new Map([
  ['server/main.js', ['tts']],
  ['server/shared.js', ['tts', 'stt']],
  ['server/odd.js', ['a b; rm -rf /']],
  ['package.json', ['tts']],
])

type Over = Partial<SequenceContext> & { mode?: Mode; version?: string }

function changed(
  paths: readonly string[],
  { mode = 'cached', version = '2.1.329', driver = 'interactive' }: Over,
): Changed[] {
  return paths.map((path) => ({ path, verdict: verdictOf(FILES[path] as Edit, { version, mode, driver }) }))
}

function stepsFor(paths: readonly string[], over: Over = {}) {
  return sequenceOf(changed(paths, over), {
    needs: null,
    plugin: 'voice',
    servers: SERVERS,
    driver: 'interactive',
    ...over,
  })
}

const TABLE: [paths: string[], over: Over, remedy: string][] = [
  [[], {}, 'none'],
  [[], { needs: 'sync' }, 'none'],
  [['hooks/stop.sh'], {}, 'none'],
  [['hooks/stop.sh', 'README.md', 'skills/speak/voices.md'], { needs: 'sync' }, 'sync, then none'],
  [['commands/say.md'], { mode: 'skills-dir' }, 'wait'],
  [['commands/say.md', 'hooks/stop.sh'], { mode: 'skills-dir' }, 'wait'],
  [['skills/speak/SKILL.md'], { needs: 'sync' }, 'sync, then /reload-skills'],
  [['skills/speak/SKILL.md', 'commands/say.md', 'README.md'], {}, '/reload-skills'],
  [['skills/speak/SKILL.md', 'agents/reader.md'], { needs: 'sync' }, 'sync, then /reload-plugins'],
  [['skills/speak/SKILL.md', 'hooks/hooks.json', 'hooks/stop.sh'], {}, '/reload-plugins'],
  [['agents/told.md'], { needs: 'sync' }, 'sync, then /reload-plugins, then /clear'],
  [['skills/speak/SKILL.md', 'agents/told.md'], {}, '/reload-plugins, then /clear'],
  [['agents/told.md'], { mode: 'project', plugin: null }, '/clear'],
  [['agents/told.md'], { mode: 'project', driver: 'headless' }, '/reload-skills, then /clear'],
  [['server/main.js'], {}, '/mcp reconnect plugin:voice:tts'],
  [['server/main.js'], { plugin: 'voice@lab' }, '/mcp reconnect plugin:voice:tts'],
  [['server/main.js'], { mode: 'project', plugin: null }, '/mcp reconnect tts'],
  [['server/main.js'], { mode: 'project', plugin: '' }, '/mcp reconnect tts'],
  [['server/shared.js'], {}, '/mcp reconnect plugin:voice:tts, then /mcp reconnect plugin:voice:stt'],
  [['server/main.js', 'server/shared.js'], {}, '/mcp reconnect plugin:voice:tts, then /mcp reconnect plugin:voice:stt'],
  [
    ['.mcp.json', 'server/main.js'],
    { needs: 'sync' },
    'sync, then /reload-plugins, then /mcp reconnect plugin:voice:tts',
  ],
  [['agents/told.md', 'server/main.js'], {}, '/reload-plugins, then /clear, then /mcp reconnect plugin:voice:tts'],
  [['server/main.js'], { driver: 'headless' }, 'new session'],
  [['server/main.js'], { version: '2.1.197' }, 'new session'],
  [['server/main.js'], { servers: new Map() }, 'new session'],
  [['server/odd.js'], {}, 'new session'],
  [['server/main.js', 'settings.json', 'skills/speak/SKILL.md'], { needs: 'sync' }, 'sync, then new session'],
  [['package.json'], {}, '/mcp reconnect plugin:voice:tts'],
  [['package.json'], { servers: new Map() }, 'none'],
  [['package.json'], { driver: 'headless' }, 'new session'],
  [['hooks/stop.sh'], { needs: 'update' }, 'update, then /reload-plugins'],
  [['skills/speak/SKILL.md'], { needs: 'update' }, 'update, then /reload-plugins'],
  [['agents/told.md'], { needs: 'update' }, 'update, then /reload-plugins, then /clear'],
  [['hooks/stop.sh'], { needs: 'update', version: '2.1.63' }, 'update, then new session'],
  [['hooks/stop.sh'], { needs: 'update', version: '2.1.197', driver: 'headless' }, 'update, then new session'],
  [['hooks/stop.sh'], { needs: 'reinstall' }, 'reinstall, then new session'],
  [['skills/speak/SKILL.md', 'agents/reader.md'], { version: '2.1.63' }, 'new session'],
  [['CLAUDE.md'], { mode: 'project', driver: 'headless' }, '/clear'],
  [['CLAUDE.md'], {}, 'none'],
]

for (const [paths, over, remedy] of TABLE) {
  const { servers, ...words } = over
  test(`${paths.join(' + ') || 'nothing'} ${JSON.stringify(words)}${servers ? ' no servers known' : ''}: ${remedy}`, () => {
    assert.equal(remedyText(stepsFor(paths, over)), remedy)
  })
}

test('each step says who does it, what to type and why', () => {
  assert.deepEqual(
    stepsFor(['agents/told.md', 'skills/speak/SKILL.md', 'server/main.js'], { needs: 'sync', plugin: 'voice@lab' }),
    [
      {
        by: 'hotplug',
        text: 'Sync 3 files',
        command: 'hotplug sync voice@lab',
        why: 'Claude Code reads another copy, in which agents/told.md, skills/speak/SKILL.md and server/main.js are not yet as in the source.',
      },
      {
        by: 'claude',
        text: '/reload-plugins',
        command: '/reload-plugins',
        why: "agents/told.md: /reload-plugins reads the agent, but Claude keeps the announced description until /clear announces the agents again. skills/speak/SKILL.md: A plugin's skills are read when the plugin is loaded and are not watched; /clear alone leaves the /plugin:skill path on the old text.",
      },
      {
        by: 'claude',
        text: '/clear',
        command: '/clear',
        why: 'agents/told.md: /reload-plugins reads the agent, but Claude keeps the announced description until /clear announces the agents again.',
      },
      {
        by: 'claude',
        text: '/mcp reconnect plugin:voice:tts',
        command: '/mcp reconnect plugin:voice:tts',
        why: 'server/main.js: The server keeps running its old code: /reload-plugins leaves a connection alone when its configuration is unchanged.',
      },
    ],
  )
})

test('what happens by itself has nothing to type', () => {
  const [none] = stepsFor(['hooks/stop.sh'])
  const [wait] = stepsFor(['commands/say.md'], { mode: 'skills-dir' })
  const [restart] = stepsFor(['settings.json'])
  assert.deepEqual([none?.by, none?.text, none?.command], ['nobody', 'nothing more', null])
  assert.deepEqual([wait?.by, wait?.text, wait?.command], ['nobody', 'wait a few seconds', null])
  assert.deepEqual([restart?.by, restart?.text, restart?.command], ['claude', 'new session', null])
})

test('an update and a new installation come with the commands of a plugin that has an id', () => {
  const commandFor = (needs: 'update' | 'reinstall', plugin: string) =>
    stepsFor(['hooks/stop.sh'], { needs, plugin })[0]?.command
  assert.equal(
    commandFor('update', 'voice@lab'),
    'claude plugin marketplace update lab && claude plugin update voice@lab',
  )
  assert.match(commandFor('reinstall', 'voice@lab') ?? '', /uninstall voice@lab && claude plugin install voice@lab$/)
  for (const plugin of ['voice', 'a;b@lab', '-x@lab', 'voice@lab && rm', 'a@b@c']) {
    assert.equal(commandFor('update', plugin), null)
  }
})

test("a step's reason stays short, however many files there are", () => {
  const many = Array.from({ length: 5_000 }, (_, at) => `skills/${'x'.repeat(300)}${at}/SKILL.md`)
  const files = many.map((path) => ({
    path,
    verdict: changed(['skills/speak/SKILL.md'], {})[0]?.verdict as Changed['verdict'],
  }))
  const steps = sequenceOf(files, { needs: 'sync', plugin: 'voice@lab', driver: 'interactive' })
  assert.equal(remedyText(steps), 'sync, then /reload-skills')
  assert.match(steps[1]?.why ?? '', / and 4997 more: /)
  for (const { why } of steps) assert.ok(why.length < 800, `${why.length} characters`)
})
