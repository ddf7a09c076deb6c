import assert from 'node:assert/strict'
import { chmodSync, existsSync, readdirSync, readFileSync, utimesSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { suite, test } from 'node:test'
import { findProgram, fingerprint, listPlugins, versionOf } from '../../server/claude/program.ts'
import { isolate } from './drive/isolated.ts'
import { openScratch, type Scratch } from './inventory-scratch.ts'

const OUR_OWN = join(import.meta.dirname, '../../node_modules/.bin')

suite('the program is', () => {
  test('the one that is named', () => {
    using scratch = openScratch()
    const named = program(scratch, 'elsewhere/my-claude')
    assert.equal(findProgram(named, program(scratch, 'bin/claude')), named)
  })

  test('none when the named one is not there, is a folder or may not be executed', () => {
    using scratch = openScratch()
    const there = folderOf(program(scratch, 'bin/claude'))
    for (const named of [scratch.at('gone'), scratch.folder('folder'), scratch.write('text', ''), ''])
      assert.equal(findProgram(named, there), null)
  })

  test('the first on the search path that can be executed', () => {
    using scratch = openScratch()
    scratch.folder('folder/claude')
    scratch.write('text/claude', 'not executable')
    const first = program(scratch, 'first/claude')
    const second = program(scratch, 'second/claude')
    const path = [scratch.at('gone'), '', scratch.at('folder'), scratch.at('text'), folderOf(first), folderOf(second)]
    assert.equal(findProgram(null, path.join(delimiter)), first)
  })

  test("the one of this program's own packages only when there is no other", () => {
    using scratch = openScratch()
    const other = program(scratch, 'bin/claude')
    assert.equal(findProgram(null, [OUR_OWN, folderOf(other)].join(delimiter)), other)
    assert.equal(findProgram(null, [OUR_OWN, scratch.at('gone')].join(delimiter)), join(OUR_OWN, 'claude'))
    const link = scratch.link('links/claude', join(OUR_OWN, 'claude'))
    assert.equal(findProgram(null, [folderOf(link), folderOf(other)].join(delimiter)), other)
  })

  test('none when there is none', () => {
    using scratch = openScratch()
    for (const path of ['', scratch.root, delimiter]) assert.equal(findProgram(null, path), null)
  })
})

suite('the real program', () => {
  test('tells its version', async () => {
    using isolated = isolate()
    const { answer } = await versionOf(isolated.program, placesOf(isolated))
    assert.equal(answer?.path, isolated.program)
    assert.match(answer?.version ?? '', /^\d+\.\d+\.\d+$/)
  })

  test('lists nothing in an empty folder, from a project folder that is gone as well', async () => {
    using isolated = isolate()
    assert.deepEqual(await listPlugins(isolated.program, placesOf(isolated)), { answer: [], problem: null })
    const gone = { ...placesOf(isolated), project: join(isolated.root, 'gone') }
    assert.deepEqual(await listPlugins(isolated.program, gone), { answer: [], problem: null })
  })

  test('keeps one .claude.json in the home folder, where its own folder is the usual one', async () => {
    using isolated = isolate()
    const usual = join(isolated.home, '.claude')
    const places = { ...placesOf(isolated), configDir: usual, pluginsDir: join(usual, 'plugins') }
    await listPlugins(isolated.program, places)
    assert.equal(existsSync(join(isolated.home, '.claude.json')), true)
    assert.equal(existsSync(join(usual, '.claude.json')), false)
  })
})

suite('a program that', () => {
  test('gets nothing of our environment but what it needs', async () => {
    using scratch = openScratch()
    process.env.ANTHROPIC_API_KEY = 'a secret'
    try {
      const said = script(scratch, 'env -u PWD -u SHLVL -u _ | cut -d= -f1 | sort | tr "\\n" " "; echo 1.2.3')
      const path = script(scratch, `"${said}" | tee "${scratch.at('said')}"`, 'outer')
      await versionOf(path, surroundings(scratch))
      const names = readFileSync(scratch.at('said'), 'utf8').split(' ')
      assert.deepEqual(
        names.filter((name) => /^[A-Z]/.test(name)),
        ['CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC', 'CLAUDE_CONFIG_DIR', 'DISABLE_AUTOUPDATER', 'HOME', 'PATH'],
      )
    } finally {
      delete process.env.ANTHROPIC_API_KEY
    }
  })

  const FAILING: readonly [string, string, RegExp][] = [
    ['fails', 'echo "no such command" >&2; exit 3', /failed: no such command\.$/],
    ['fails silently', 'exit 3', /failed: Command failed/],
    ['is killed', 'kill -9 $$', /failed|gave no answer/],
    ['says nothing', '', /does not answer with a list|does not tell its version/],
    ['says something else', 'echo hello', /does not answer with a list|does not tell its version/],
    ['says half of it', 'echo "[{"', /does not answer with a list|does not tell its version/],
    ['says far too much', 'yes "[" | head -c 20000000', /answers with more than can be right/],
  ]
  for (const [what, body, message] of FAILING) {
    test(`${what} is a problem and no answer`, async () => {
      using scratch = openScratch()
      const path = script(scratch, body)
      for (const ask of [versionOf, listPlugins]) {
        const { answer, problem } = await ask(path, surroundings(scratch))
        assert.equal(answer, null)
        assert.equal(problem?.file, path)
        assert.match(problem?.message ?? '', message)
      }
    })
  }

  test('is gone is a problem and no answer', async () => {
    using scratch = openScratch()
    const { answer, problem } = await versionOf(scratch.at('gone'), surroundings(scratch))
    assert.equal(answer, null)
    assert.match(problem?.message ?? '', /ENOENT/)
  })

  test('lists rows of which some are wrong tells the others', async () => {
    using scratch = openScratch()
    const good = { id: 'voice@lab', version: '1.0.0', scope: 'user', enabled: true, installPath: '/x' }
    const rows = [
      5,
      null,
      {},
      { id: 7 },
      good,
      { id: 'odd@lab', enabled: false, version: 3, errors: 'no', readFromFolder: [] },
    ]
    const path = script(scratch, `cat "${scratch.write('rows.json', rows)}"`)
    assert.deepEqual(await listPlugins(path, surroundings(scratch)), {
      problem: null,
      answer: [
        { ...good, readFromFolder: null, projectPath: null, errors: [] },
        {
          id: 'odd@lab',
          version: null,
          scope: 'user',
          enabled: false,
          installPath: '',
          readFromFolder: null,
          projectPath: null,
          errors: [],
        },
      ],
    })
  })

  test('is called with its arguments as they are, by no shell', async () => {
    using scratch = openScratch()
    const path = script(scratch, `printf '%s|' "$@" > "${scratch.at('arguments')}"`, 'odd name; touch p')
    await listPlugins(path, surroundings(scratch))
    assert.deepEqual(readdirSync(scratch.at('project')), [])
    assert.equal(readFileSync(scratch.at('arguments'), 'utf8'), 'plugin|list|--json|')
  })
})

test('a fingerprint changes when one of the files does, comes or goes, and not before', () => {
  using scratch = openScratch()
  const files = [scratch.write('one', '1'), scratch.at('two'), scratch.at('no\0name')]
  const seen = [fingerprint(files)]
  const changed = () => {
    const now = fingerprint(files)
    assert.equal(fingerprint(files), now)
    assert.equal(seen.includes(now), false)
    seen.push(now)
  }
  scratch.write('two', '')
  changed()
  scratch.write('two', 'more')
  changed()
  utimesSync(files[0] ?? '', 1, 1)
  changed()
})

function program(scratch: Scratch, path: string) {
  const file = scratch.write(path, '#!/bin/sh\n')
  chmodSync(file, 0o755)
  return file
}

function script(scratch: Scratch, body: string, name = 'claude') {
  const file = scratch.write(`bin/${name}`, `#!/bin/sh\n${body}\n`)
  chmodSync(file, 0o755)
  return file
}

const folderOf = (path: string) => join(path, '..')
const surroundings = (scratch: Scratch) => ({ ...scratch.places, searchPath: '/usr/bin:/bin' })

const placesOf = ({ home, configDir, project, env }: ReturnType<typeof isolate>) => ({
  home,
  configDir,
  pluginsDir: join(configDir, 'plugins'),
  project,
  searchPath: env.PATH ?? '',
})
