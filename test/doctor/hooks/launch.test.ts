import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { after, suite, test } from 'node:test'
import { readConfig } from '../../../server/config.ts'
import { handlersIn } from '../../../server/doctor/hooks/handlers.ts'
import { hookOf } from '../../../server/doctor/hooks/hook.ts'
import { launchOf } from '../../../server/doctor/hooks/launch.ts'
import type { Around, Place } from '../../../server/doctor/types.ts'
import { temporaryFolder } from '../../support/temporary.ts'

const ground = openGround()

suite('the scripts of a command', () => {
  const SCRIPTS: Readonly<Record<string, readonly string[]>> = {
    '"${CLAUDE_PLUGIN_ROOT}/hooks/run.sh"': ['root hooks/run.sh direct'],
    '$CLAUDE_PLUGIN_ROOT/hooks/run.sh --fast': ['root hooks/run.sh direct'],
    '${CLAUDE_PLUGIN_ROOT:-.}/hooks/run.sh': ['root hooks/run.sh direct'],
    '"$CLAUDE_PLUGIN_ROOT"/hooks/run.sh': ['root hooks/run.sh direct'],
    'bash "${CLAUDE_PLUGIN_ROOT}/hooks/run.sh"': ['root hooks/run.sh bash'],
    'bash -euo pipefail "${CLAUDE_PLUGIN_ROOT}/hooks/run.sh"': ['root hooks/run.sh bash'],
    '. "${CLAUDE_PLUGIN_ROOT}/hooks/run.sh"': ['root hooks/run.sh sh'],
    '/usr/bin/env bash "${CLAUDE_PLUGIN_ROOT}/hooks/run.sh"': ['root hooks/run.sh bash'],
    'FOO=bar BAR="a b" node "${CLAUDE_PLUGIN_ROOT}/hooks/run.mjs" "$FOO"': ['root hooks/run.mjs node'],
    'env FOO=1 -u BAR timeout -k 5 10 node --no-warnings -r ./x.cjs ${CLAUDE_PLUGIN_ROOT}/hooks/run.mjs': [
      'root hooks/run.mjs node',
    ],
    'cd "${CLAUDE_PLUGIN_ROOT}" && ./hooks/run.sh': ['root hooks/run.sh direct'],
    'cd "${CLAUDE_PLUGIN_ROOT}/hooks" && python3 -u run.py': ['root hooks/run.py python3'],
    'cd "$(git rev-parse --show-toplevel)" && ./run.sh': [],
    'bash -c \'cd "$CLAUDE_PLUGIN_ROOT" && ./hooks/run.sh | tee /tmp/log\'': ['root hooks/run.sh direct'],
    'sh -lc "exec \'${CLAUDE_PLUGIN_ROOT}/hooks/run.sh\'"': ['root hooks/run.sh direct'],
    'input=$(cat); echo "$input" | jq . | "${CLAUDE_PLUGIN_ROOT}/hooks/run.sh"': ['root hooks/run.sh direct'],
    'ROOT="${CLAUDE_PLUGIN_ROOT}"; "$ROOT/hooks/run.sh" 2>/dev/null || true': ['root hooks/run.sh direct'],
    'export DIR=$CLAUDE_PLUGIN_ROOT/hooks\nnode $DIR/run.mjs > /dev/null 2>&1': ['root hooks/run.mjs node'],
    '[ -x "${CLAUDE_PLUGIN_ROOT}/hooks/no.sh" ] && "${CLAUDE_PLUGIN_ROOT}/hooks/no.sh"': [
      'root hooks/no.sh direct optional missing',
    ],
    'if [[ -f "$CLAUDE_PLUGIN_ROOT/x" && -n "$A" ]]; then bash $CLAUDE_PLUGIN_ROOT/x; fi': [
      'root x bash optional missing',
    ],
    'npx -y tsx "${CLAUDE_PLUGIN_ROOT}/hooks/run.mjs"': ['root hooks/run.mjs tsx'],
    'npx -y prettier --write x.md': [],
    'bun run "${CLAUDE_PLUGIN_ROOT}/hooks/run.mjs"': ['root hooks/run.mjs bun'],
    'uv run --with rich "${CLAUDE_PLUGIN_ROOT}/hooks/run.py"': ['root hooks/run.py uv'],
    'deno run --allow-read "${CLAUDE_PLUGIN_ROOT}/hooks/run.mjs"': ['root hooks/run.mjs deno'],
    'npm run lint': [],
    'node -e "require(\'./x\')"': [],
    'node ./hooks/run.mjs': ['session folder hooks/run.mjs node'],
    'hooks/run.sh': ['session folder hooks/run.sh direct'],
    'cd sub && ./run.sh': ['session folder sub/run.sh direct missing'],
    '~/bin/tool': ['home home/bin/tool direct missing'],
    '"$HOME/bin/tool"': ['home home/bin/tool direct missing'],
    '$CLAUDE_PROJECT_DIR/.claude/x.sh': [],
    '$NODE "${CLAUDE_PLUGIN_ROOT}/hooks/run.mjs"': [],
    "'${CLAUDE_PLUGIN_ROOT}/hooks/run.sh'": [`session folder \${CLAUDE_PLUGIN_ROOT}/hooks/run.sh direct missing`],
    '"${CLAUDE_PLUGIN_ROOT}/../other/run.sh"': ['root ../other/run.sh direct leaves the plugin'],
    '"${CLAUDE_PLUGIN_ROOT}/hooks"': ['root hooks direct folder'],
    '"${CLAUDE_PLUGIN_ROOT}/outside/tool.sh"': ['root outside/tool.sh direct leaves the plugin'],
    '"${CLAUDE_PLUGIN_ROOT}/pipe"': ['root pipe direct missing'],
    'run() { echo hi; }; run': [],
    'for f in *.sh; do bash "$f"; done': [],
    'case "$1" in a) bash x.sh;; esac': [],
    'cat <<EOF\n${CLAUDE_PLUGIN_ROOT}/no.sh\nEOF': [],
    'echo "unfinished': [],
    'cat <<EOF | tee x\n$(no)\nEOF\nbash "${CLAUDE_PLUGIN_ROOT}/hooks/run.sh"': ['root hooks/run.sh bash'],
    'node ${NOWHERE:?is not set}/x.mjs': [],
    'bash {a,b}.sh': [],
    'FILES=(a.sh b.sh); bash "$FILES"': [],
    'node ./hooks/run.mjs "unfinished': [],
    '(cd "${CLAUDE_PLUGIN_ROOT}"; ./hooks/run.sh) &': ['root hooks/run.sh direct'],
    '# ${CLAUDE_PLUGIN_ROOT}/no.sh': [],
    '(( 1 > 0 )) && bash "${CLAUDE_PLUGIN_ROOT}/hooks/run.sh"': [],
  }
  for (const [command, expected] of Object.entries(SCRIPTS))
    test(JSON.stringify(command), async () => {
      assert.deepEqual((await ground.launch({ command }))?.scripts.map(ground.spoken), expected)
    })

  test('a folder whose name holds a space comes apart where nothing quotes it', async () => {
    const launch = await ground.launch({ command: `\${CLAUDE_PLUGIN_ROOT}/hooks/run.sh` }, ground.spaced)
    assert.deepEqual(
      launch?.scripts.map(({ path, state }) => [path, state]),
      [[join(dirname(ground.spaced), 'my'), 'missing']],
    )
    const quoted = await ground.launch({ command: `"\${CLAUDE_PLUGIN_ROOT}/hooks/run.sh"` }, ground.spaced)
    assert.equal(quoted?.scripts[0]?.state, 'file')
  })
})

suite('with args', () => {
  const form = (command: string, ...args: unknown[]) => ground.launch({ command, args })

  test('only words that are replaced, and no shell', async () => {
    const launch = await form(`\${CLAUDE_PLUGIN_ROOT}/hooks/run.sh`, 'a b', `\${CLAUDE_PLUGIN_ROOT}/x`)
    assert.equal(launch?.form, 'exec')
    assert.deepEqual(launch.scripts.map(ground.spoken), ['root hooks/run.sh direct'])
    assert.equal(launch.command, `${ground.root}/hooks/run.sh a b ${ground.root}/x`)
  })
  test('a variable without braces is a name like any other', async () =>
    assert.deepEqual((await form('$CLAUDE_PLUGIN_ROOT/hooks/run.sh'))?.scripts.map(ground.spoken), [
      'session folder $CLAUDE_PLUGIN_ROOT/hooks/run.sh direct missing',
    ]))
  test('a shell among the words takes its own text apart', async () =>
    assert.deepEqual(
      (await form('bash', '-c', 'node "$CLAUDE_PLUGIN_ROOT/hooks/run.mjs"'))?.scripts.map(ground.spoken),
      ['root hooks/run.mjs node'],
    ))
  test('what the user configured is not known', async () =>
    assert.deepEqual((await form('node', `\${user_config.path}/x.mjs`))?.scripts, []))
  test('a text without a first line of that kind is run by nothing', async () => {
    const [script] = (await form(`\${CLAUDE_PLUGIN_ROOT}/hooks/plain`))?.scripts ?? []
    assert.equal(script?.interpreter, null)
    const [other] = (await ground.launch({ command: '"$CLAUDE_PLUGIN_ROOT"/hooks/plain' }))?.scripts ?? []
    assert.equal(other?.interpreter?.word, 'sh')
  })
  test('args that are no text, and no list, do no harm', async () => {
    assert.ok(await form('node', 5, null, {}))
    assert.equal((await ground.launch({ command: 'echo hi', args: 'no list' }))?.form, 'shell')
  })
})

suite('the programs of a command', () => {
  const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
    'no-such-program x': ['no-such-program missing'],
    'echo hi && cd / && [ -f x ]': [],
    'jqx . || true': ['jqx missing optional'],
    'command -v jqx >/dev/null && jqx .': ['jqx missing optional'],
    'type jqx && jqx .': ['jqx missing optional'],
    'cat | no-such-filter | sed s/a/b/': ['cat', 'no-such-filter missing', 'sed'],
    '/usr/bin/env no-such-program': ['no-such-program missing'],
    '/bin/sh -c "no-such-program"': ['/bin/sh', 'no-such-program missing'],
    '"${CLAUDE_PLUGIN_ROOT}/hooks/run.sh"': [],
    'python9 "${CLAUDE_PLUGIN_ROOT}/hooks/run.py"': ['python9 missing'],
    '[[ a == b && c < d ]] && cat': ['cat'],
    '$(echo x) y': [],
  }
  for (const [command, expected] of Object.entries(PROGRAMS))
    test(JSON.stringify(command), async () => {
      const { programs = [] } = (await ground.launch({ command })) ?? {}
      assert.deepEqual(
        programs.map(({ word, path, isOptional }) =>
          [word, path === null && 'missing', isOptional && 'optional'].filter(Boolean).join(' '),
        ),
        expected,
      )
    })
})

suite('a script itself', () => {
  const script = async (name: string) =>
    (await ground.launch({ command: `"\${CLAUDE_PLUGIN_ROOT}/hooks/${name}"` }))?.scripts[0]

  test('its first line names who runs it', async () => {
    assert.equal((await script('run.py'))?.interpreter?.word, 'python3')
    assert.equal((await script('odd'))?.interpreter?.path, null)
    assert.equal((await script('odd'))?.shebang, '/no/such/fish -l')
  })
  test('who may run it', async () => {
    assert.equal((await script('run.sh'))?.executable, true)
    assert.equal((await script('plain.txt'))?.executable, false)
  })
  test('lines of Windows and a byte order mark are seen', async () => {
    assert.equal((await script('windows.sh'))?.carriageReturn, 1)
    assert.equal((await script('run.sh'))?.carriageReturn, null)
    assert.equal((await script('marked.sh'))?.opening.byteOrderMark, true)
  })
  test('an interpreter that lies anywhere is not started to be asked about it', async () => {
    assert.equal((await script('own'))?.interpreter?.path, join(ground.root, 'hooks', 'bash'))
    assert.equal((await script('own'))?.syntax.state, 'ok')
    assert.ok(!existsSync(join(ground.root, 'started')))
  })
  test('a file outside the plugin is not opened', async () => {
    const [outside] = (await ground.launch({ command: '"$CLAUDE_PLUGIN_ROOT/outside/tool.sh"' }))?.scripts ?? []
    assert.deepEqual([outside?.state, outside?.shebang], ['leaves the plugin', null])
  })
  test('a program and a huge file are not looked into', async () => {
    assert.deepEqual((await script('tool'))?.opening, { binary: true, byteOrderMark: false })
    assert.equal((await script('tool'))?.interpreter, null)
    assert.equal((await script('huge.sh'))?.syntax.state, 'not checked')
  })
})

test('a command that is no text, or endless, starts nothing that is known', async () => {
  assert.equal(await ground.launch({ command: 5 }), null)
  assert.deepEqual((await ground.launch({ command: 'a'.repeat(20_000) }))?.scripts, [])
  assert.ok(await ground.launch({ command: `${'bash -c "'.repeat(2000)}` }))
  assert.ok(await ground.launch({ command: '$(('.repeat(4000) }))
  for (const opening of HOSTILE)
    assert.ok(await ground.launch({ command: opening.repeat(7000 / opening.length) }), opening)
  assert.deepEqual((await ground.launch({ command: '('.repeat(10_000_000) }))?.programs, [])
  assert.equal(await programsOf(`a=x; ${'a=$a$a; '.repeat(500)} "$a"`), 0)
  assert.ok((await programsOf('a; '.repeat(2000))) <= 50)
  const many = (what: string) => `${what}; `.repeat(50)
  const nested = `c='${many('x')}'; b='${many('eval "$c"')}'; a='${many('eval "$b"')}'; ${many('eval "$a"')}`
  assert.ok((await programsOf(nested)) <= 50)
})

const HOSTILE = [
  '(',
  '$(',
  '`',
  '"${a:-',
  'f(){ ',
  'coproc ',
  'a||',
  '[[ ! (',
  '<(',
  '<<E ',
  '$((1+',
  'if ',
  '{ ',
  '\\',
]

const programsOf = async (command: string) => (await ground.launch({ command }))?.programs.length ?? 0

function openGround() {
  const temporary = temporaryFolder()
  after(() => temporary[Symbol.dispose]())
  const folder = temporary.path
  const root = join(folder, 'voice')
  const spaced = join(folder, 'my plugins')
  const write = (path: string, text: string | Buffer, mode = 0o755) => {
    const file = join(root, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    chmodSync(file, mode)
  }
  write('hooks/run.sh', '#!/bin/sh\nexit 0\n')
  write('hooks/run.mjs', '#!/usr/bin/env node\nexport const a = 1\n')
  write('hooks/run.py', '#!/usr/bin/env -S python3 -u\nprint(1)\n')
  write('hooks/odd', '#!/no/such/fish -l\n')
  write('hooks/plain', 'echo hi\n')
  write('hooks/plain.txt', 'echo hi\n', 0o644)
  write('hooks/windows.sh', '#!/bin/bash\r\necho\r\n')
  write('hooks/marked.sh', '\uFEFF#!/bin/bash\necho\n')
  write('hooks/tool', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0]))
  write('hooks/huge.sh', `#!/bin/sh\n${'# more\n'.repeat(200_000)}`)
  write('hooks/bash', `#!/bin/sh\ntouch '${join(root, 'started')}'\n`)
  write('hooks/own', `#!${join(root, 'hooks', 'bash')}\ntrue\n`)
  mkdirSync(join(spaced, 'hooks'), { recursive: true })
  writeFileSync(join(spaced, 'hooks', 'run.sh'), '#!/bin/sh\n', { mode: 0o755 })
  mkdirSync(join(folder, 'other'))
  writeFileSync(join(folder, 'other', 'tool.sh'), '#!/bin/sh\n', { mode: 0o755 })
  symlinkSync(join(folder, 'other'), join(root, 'outside'))

  const home = join(folder, 'home')
  const node = dirname(process.execPath)
  const config = readConfig({
    env: { HOME: home, PATH: [node, process.env.PATH].join(delimiter) },
    cwd: folder,
    platform: process.platform,
  })
  const around: Around = { config, version: '2.1.329', claude: null, plugins: [], marketplaces: [], sessions: [] }

  return {
    root,
    spaced,
    launch: (fields: Record<string, unknown>, at = root) => {
      const [handler] = handlersIn({ Stop: [{ hooks: [{ type: 'command', ...fields }] }] }, ['hooks'])
      assert.ok(handler)
      const place: Place = { ...PLACE, root: at }
      const owner = { kind: 'plugin' as const, plugin: place.id, root: at }
      return launchOf(hookOf(handler, owner, place, join(at, 'hooks', 'hooks.json'), 1), place, around)
    },
    spoken: (script: NonNullable<Awaited<ReturnType<typeof launchOf>>>['scripts'][number]) => {
      const below = script.path.startsWith(`${root}/`)
        ? script.path.slice(root.length + 1)
        : script.path.replace(`${folder}/`, script.via === 'root' ? '../' : '')
      const { via, direct, interpreter, isOptional, state } = script
      const how = direct ? 'direct' : interpreter?.word
      return [via, below, how, isOptional && 'optional', state !== 'file' && state].filter(Boolean).join(' ')
    },
  }
}

const PLACE = {
  kind: 'plugin' as const,
  id: 'voice@lab',
  name: 'voice',
  loaded: null,
  enabled: true,
  plugin: null,
  marketplace: null,
}
