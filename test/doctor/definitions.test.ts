import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, suite, test } from 'node:test'
import { readConfig } from '../../server/config.ts'
import { tokensIn } from '../../server/doctor/definitions/cost.ts'
import { standingsOf } from '../../server/doctor/definitions/standing.ts'
import { definitionSubjects } from '../../server/doctor/definitions/subjects.ts'
import { toolMeantBy, toolsIn } from '../../server/doctor/definitions/tools.ts'
import { examinePlace, only } from '../../server/doctor/examine.ts'
import { readFrontmatter } from '../../server/doctor/frontmatter.ts'
import type { Around, Place } from '../../server/doctor/types.ts'

const roots: string[] = []
after(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true })
})

function folder(files: Readonly<Record<string, string>> = {}) {
  const root = mkdtempSync(join(tmpdir(), 'hotplug-definitions-'))
  roots.push(root)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

const around = (root: string): Around => ({
  config: readConfig({
    env: { HOME: join(root, 'home'), CLAUDE_CONFIG_DIR: root },
    cwd: root,
    platform: process.platform,
  }),
  ...{ version: '2.1.329', claude: null, plugins: [], marketplaces: [], sessions: [] },
})

const user = (root: string): Place => ({ kind: 'user', root })

async function found(root: string, place: Place = user(root)) {
  return only(await definitionSubjects(place, around(root)), 'definition').map(({ definition }) => definition)
}

const skill = (front: string) => `---\n${front}\n---\n\nSay it.\n`

suite('what lies on a disk is not always meant well', () => {
  test('values that are no texts', async () => {
    const root = folder({
      'skills/a/SKILL.md': skill(
        'description: {toString: 1, valueOf: 2}\ndisable-model-invocation: {toString: 1}\nmodel: {toString: 1}\ncontext: {toString: 1}\nagent: {toString: 1}',
      ),
      'skills/b/SKILL.md': skill(
        '__proto__: {x: 1}\nconstructor: x\nname: [1]\nallowed-tools: {toString: 1}\nwhen_to_use: 5',
      ),
      'agents/c.md': skill('name: {toString: 1}\ndescription: [a]\ntools: [1, 2]'),
    })
    const { subjects, findings } = await examinePlace(user(root), around(root))
    assert.equal(only(subjects, 'definition').length, 3)
    assert.deepEqual(
      findings.filter(({ message }) => message.includes('could not be made')),
      [],
    )
  })

  test('links that lead around in circles, and folders without end', async () => {
    const root = folder({ 'commands/a/b.md': 'x', 'skills/s/SKILL.md': skill('description: d') })
    symlinkSync('..', join(root, 'commands/a/up'))
    symlinkSync('.', join(root, 'skills/here'))
    symlinkSync('self', join(root, 'skills/self'))
    let deep = join(root, 'agents')
    for (let depth = 0; depth < 60; depth++) deep = join(deep, 'd')
    mkdirSync(deep, { recursive: true })
    writeFileSync(join(deep, 'far.md'), skill('name: far\ndescription: d'))
    const names = (await found(root))
      .filter(({ discovery }) => discovery.state === 'discovered')
      .map(({ name }) => name)
    assert.deepEqual(names, ['s', 'a:b'])
  })

  test('a file of another kind than its name says is told, not read', async () => {
    const root = folder({ 'skills/x/y': '' })
    mkdirSync(join(root, 'commands/folder.md'), { recursive: true })
    symlinkSync('/dev/zero', join(root, 'skills/x/SKILL.md'))
    const [only, ...others] = await found(root)
    assert.deepEqual(others, [])
    assert.deepEqual(only?.discovery, {
      state: 'not discovered',
      reason: 'unreadable',
      why: 'The file is not a regular file.',
    })
  })

  test('a YAML that grows when it is read, and one that is nested without end', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefghi'.split('').map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at]}`)}]`),
    ]
    const { fields } = readFrontmatter(`---\n${bomb.join('\n')}\n---\nx`)
    assert.ok(JSON.stringify(fields).length < 2000)
    assert.match(readFrontmatter(`---\n- a: ${'['.repeat(5000)}\n---\nx`).state, /invalid/)
  })

  test('what is no UTF-8 is read as Claude Code does', async () => {
    const root = folder({ 'skills/s/x': '' })
    writeFileSync(join(root, 'skills/s/SKILL.md'), Buffer.from('---\ndescription: caf\xe9\n---\nx', 'latin1'))
    assert.equal((await found(root))[0]?.description.text, 'caf\uFFFD')
  })
})

test('a project has what the folders around it have, up to its repository, and nothing from the home folder on', async () => {
  const root = folder({
    '.claude/skills/home/SKILL.md': skill('description: d'),
    'dev/.claude/skills/dev/SKILL.md': skill('description: d'),
    'dev/app/.claude/skills/app/SKILL.md': skill('description: d'),
    'dev/app/web/.claude/agents/web.md': skill('name: web\ndescription: d'),
  })
  const config = readConfig({ env: { HOME: root }, cwd: root, platform: process.platform })
  const names = async (path: string) => {
    const place: Place = { kind: 'project', root: join(root, path) }
    const subjects = await definitionSubjects(place, { ...around(root), config })
    return only(subjects, 'definition').map(({ definition }) => `${definition.name} ${definition.rank}`)
  }
  assert.deepEqual(await names('dev/app/web'), ['web 0', 'app 1', 'dev 2'])
  assert.deepEqual(await names(''), [])
  mkdirSync(join(root, 'dev/app/.git'))
  assert.deepEqual(await names('dev/app/web'), ['web 0', 'app 1'])
})

suite('who has a name', () => {
  test('what is not discovered and what is disabled has none', async () => {
    const root = folder({
      'skills/say/skill.md': skill('description: d'),
      'p/skills/say/SKILL.md': skill('description: d'),
    })
    const place: Place = {
      ...{ kind: 'plugin', id: 'p@lab', name: 'p', root: join(root, 'p'), enabled: false },
      ...{ loaded: null, plugin: null, marketplace: null },
    }
    const all = [...(await found(root)), ...(await found(root, place))]
    assert.deepEqual(
      all.map(({ id }) => standingsOf(all).get(id)),
      [
        { state: 'off', why: 'Only SKILL.md is read, not skill.md.' },
        { state: 'off', why: 'The plugin p@lab is disabled.' },
      ],
    )
  })

  test('an id stays when the text changes, and is another in another place', async () => {
    const root = folder({ 'skills/say/SKILL.md': skill('description: d') })
    const [before] = await found(root)
    writeFileSync(join(root, 'skills/say/SKILL.md'), skill('name: other\ndescription: e'))
    const [now] = await found(root)
    assert.match(before?.id ?? '', /^[0-9a-f]{12}$/)
    assert.equal(now?.id, before?.id)
    const [other] = await found(root, {
      kind: 'plugin',
      id: 'p@lab',
      name: 'p',
      root,
      enabled: true,
      loaded: null,
      plugin: null,
      marketplace: null,
    })
    assert.notEqual(other?.id, before?.id)
    assert.equal(other?.name, 'p:say')
  })

  test('a manifest may give a command’s file another name', async () => {
    const root = folder({
      '.claude-plugin/plugin.json': JSON.stringify({
        name: 'voice',
        commands: { about: { source: './README.md' }, plain: {} },
      }),
      'README.md': 'About.\n',
    })
    const place: Place = {
      kind: 'plugin',
      id: 'p@lab',
      name: 'p',
      root,
      enabled: true,
      loaded: null,
      plugin: null,
      marketplace: null,
    }
    assert.deepEqual(
      (await found(root, place)).map(({ name }) => name),
      ['voice:about'],
    )
  })
})

test('tools stand in a text or a list', () => {
  const texts = (value: unknown) => toolsIn(value).rules.map(({ text }) => text)
  assert.deepEqual(texts('Read, Bash(git add:*, b) Grep,,  mcp__a__b'), [
    'Read',
    'Bash(git add:*, b)',
    'Grep',
    'mcp__a__b',
  ])
  assert.deepEqual(texts(['Read, Write', ' Bash(a b) ']), ['Read', 'Write', 'Bash(a b)'])
  assert.deepEqual([undefined, null, '', []].flatMap(texts), [])
  assert.ok(toolsIn(5).wrong)
  assert.ok(toolsIn([1]).wrong)
  assert.deepEqual(['bash', 'web_search', 'Reed', 'Wriite', 'Nonsense', 'mcp'].map(toolMeantBy), [
    'Bash',
    'WebSearch',
    'Read',
    'Write',
    null,
    null,
  ])
})

test('four characters are a token', () => {
  assert.deepEqual(['', 'a', 'four', 'five5'].map(tokensIn), [0, 1, 1, 2])
})
