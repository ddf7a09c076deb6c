import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { openDisk } from '../../server/claude/disk.ts'
import { isSafeId } from '../../server/claude/ids.ts'
import { MOST_PROBLEMS } from '../../server/claude/json.ts'
import { readInstalled, readKnownMarketplaces } from '../../server/claude/registry.ts'
import { installVoice, openScratch, readOnce } from './inventory-scratch.ts'

const RECORD = { scope: 'user', installPath: '/plugins/cache/lab/voice/1.0.0', version: '1.0.0' }
const WHOLE = { ...RECORD, projectPath: null, installedAt: null, lastUpdated: null, gitCommitSha: null }

suite('installed_plugins.json', () => {
  test('of version 2 has a list of records for each plugin', () => {
    const second = { ...RECORD, scope: 'project', projectPath: '/dev/app', gitCommitSha: 'abc' }
    assert.deepEqual(installed({ version: 2, plugins: { 'voice@lab': [RECORD, second], 'empty@lab': [] } }), {
      records: { 'voice@lab': [WHOLE, { ...WHOLE, ...second }], 'empty@lab': [] },
      problems: [],
    })
  })

  test('of version 1 has one record for each plugin, installed for the user', () => {
    const { scope: _, ...record } = RECORD
    assert.deepEqual(installed({ version: 1, plugins: { 'voice@lab': { ...record, isLocal: true } } }), {
      records: { 'voice@lab': [WHOLE] },
      problems: [],
    })
  })

  for (const version of [3, 'two', null, undefined]) {
    test(`of version ${JSON.stringify(version)} is a problem, and shows what looks alike`, () => {
      const { records, problems } = installed({ version, plugins: { 'voice@lab': [RECORD], 'tool@lab': RECORD } })
      assert.deepEqual(records, { 'voice@lab': [WHOLE], 'tool@lab': [WHOLE] })
      assert.match(problems.join('\n'), /^1:\d+ installed_plugins.json is of version .*; Hotplug knows 1 and 2/)
    })
  }

  const NOT_A_RECORD: readonly [unknown, RegExp][] = [
    [7, /^1:\d+ .* has a number where plugins\["voice@lab"\]\[0\] should be an object/],
    [null, /null where plugins\["voice@lab"\]\[0\] should be an object/],
    [[], /a list where plugins\["voice@lab"\]\[0\] should be an object/],
    [{}, /nothing where plugins\["voice@lab"\]\[0\]\.scope should be one of "user", "project"/],
    [{ ...RECORD, scope: 'galaxy' }, /"galaxy" where plugins\["voice@lab"\]\[0\]\.scope should be one of/],
    [{ ...RECORD, installPath: 5 }, /a number where plugins\["voice@lab"\]\[0\]\.installPath should be a string/],
    [{ ...RECORD, installPath: '../../etc' }, /"\.\.\/\.\.\/etc" where .*installPath should be an absolute path/],
    [{ ...RECORD, installPath: '/a\0b' }, /installPath should be an absolute path/],
  ]
  for (const [record, message] of NOT_A_RECORD) {
    test(`with ${JSON.stringify(record)} for a record leaves out that record only`, () => {
      const { records, problems } = installed({
        version: 2,
        plugins: { 'voice@lab': [record, RECORD], 'tool@lab': [RECORD] },
      })
      assert.deepEqual(records, { 'voice@lab': [WHOLE], 'tool@lab': [WHOLE] })
      assert.match(problems.join('\n'), message)
      assert.match(problems.join('\n'), /is left out\.$/)
    })
  }

  for (const field of ['version', 'projectPath', 'installedAt', 'lastUpdated', 'gitCommitSha'] as const) {
    test(`with a number for ${field} leaves out that field only`, () => {
      const { records, problems } = installed({ version: 2, plugins: { 'voice@lab': [{ ...RECORD, [field]: 5 }] } })
      assert.deepEqual(records, { 'voice@lab': [{ ...WHOLE, [field]: field === 'version' ? 'unknown' : null }] })
      assert.match(
        problems.join('\n'),
        new RegExp(`a number where .*\\.${field} should be a string, so this field is left out`),
      )
    })
  }

  const NOT_PLUGINS = [[], 'all', 3, null, undefined]
  for (const plugins of NOT_PLUGINS) {
    test(`with ${JSON.stringify(plugins)} for its plugins is a problem`, () => {
      assert.match(installed({ version: 2, plugins }).problems.join('\n'), /where plugins should be an object/)
    })
  }

  test('with a hundred thousand bad records is read at once, and tells of the first of them', () => {
    const bad = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`p${index}@lab`, [7]]))
    const { records, problems } = installed({ version: 2, plugins: { ...bad, 'voice@lab': [RECORD] } })
    assert.deepEqual(records['voice@lab'], [WHOLE])
    assert.equal(problems.length, MOST_PROBLEMS + 1)
    assert.match(problems.at(-1) ?? '', /installed_plugins\.json has 99980 more problems like these\.$/)
  })

  test('tells the line and the column of a bad record', () => {
    const text = `{\n  "version": 2,\n  "plugins": {\n    "voice@lab": [\n      ${JSON.stringify(RECORD)},\n      { "scope": false }\n    ]\n  }\n}`
    assert.match(installed(text).problems.join('\n'), /^6:18 .*a boolean where plugins\["voice@lab"\]\[1\]\.scope/)
  })

  test('with __proto__ and constructor for ids changes no object but shows them', () => {
    const text = `{"version":2,"plugins":{"__proto__":[${JSON.stringify(RECORD)}],"constructor":[${JSON.stringify(RECORD)}]},"__proto__":{"polluted":true}}`
    const { records, problems } = installed(text)
    assert.deepEqual(Object.getOwnPropertyNames(records), ['__proto__', 'constructor'])
    assert.deepEqual(problems, [])
    assert.equal(({} as { polluted?: boolean }).polluted, undefined)
  })

  const HOSTILE = [
    '<img src=x onerror=alert(1)>@lab',
    "');alert(1)//@lab",
    'x; touch p@lab',
    '--settings=/etc/passwd',
    '../../escape@lab',
    'voice@../../..',
    'a\u0000b@lab',
    '\u202Eevil@lab',
    '@',
    '',
    `${'x'.repeat(100_000)}@lab`,
  ]
  for (const id of HOSTILE) {
    test(`shows the id ${JSON.stringify(id.slice(0, 40))}, which is not fit to be acted upon`, () => {
      using scratch = openScratch()
      const record = installVoice(scratch)
      scratch.write('config/plugins/installed_plugins.json', {
        version: 2,
        plugins: { [id]: [record], 'voice@lab': [record] },
      })
      scratch.write('config/settings.json', { enabledPlugins: { [id]: true, 'ghost;rm@lab': true } })
      const { plugins, problems, marketplaces } = readOnce(scratch, { links: new Map([[id, scratch.at('lab')]]) })
      assert.deepEqual(
        plugins.map((plugin) => plugin.id),
        [id, 'voice@lab'],
      )
      assert.equal(isSafeId(id), false)
      assert.equal(marketplaces.length, 1)
      for (const { message } of problems) assert.ok(message.length < 1000, message)
      assert.equal(
        problems.some(({ message }) => message.includes('plugin install ghost;rm')),
        false,
      )
    })
  }

  test('has ids that are fit to be acted upon', () => {
    for (const id of ['voice@lab', 'a.b_c-1@my-market.place']) assert.equal(isSafeId(id), true)
  })
})

suite('known_marketplaces.json', () => {
  const SOURCES: readonly [object, string, string, string | null][] = [
    [{ source: 'directory', path: '/mk' }, 'directory', '/mk', null],
    [
      { source: 'file', path: '/mk/.claude-plugin/marketplace.json' },
      'file',
      '/mk/.claude-plugin/marketplace.json',
      null,
    ],
    [{ source: 'github', repo: 'acme/lab', ref: 'main' }, 'github', 'acme/lab', 'main'],
    [{ source: 'git', url: 'git@example.com:acme/lab.git' }, 'git', 'git@example.com:acme/lab.git', null],
    [{ source: 'url', url: 'https://example.com/m.json' }, 'url', 'https://example.com/m.json', null],
    [{ source: 'npm', package: '@acme/lab', version: '^1' }, 'npm', '@acme/lab', '^1'],
    [{ source: 'git-subdir', url: 'acme/mono', path: 'lab' }, 'git-subdir', 'acme/mono', null],
    [{ source: 'archive', url: 'https://example.com/m.zip' }, 'archive', 'https://example.com/m.zip', null],
    [{ source: 'command', command: 'make-lab' }, 'command', 'make-lab', null],
    [{ source: 'settings', name: 'lab', plugins: [] }, 'unknown', '', null],
    [{ source: 'teleport', url: 'x' }, 'unknown', 'x', null],
  ]
  for (const [source, kind, location, ref] of SOURCES) {
    test(`understands ${JSON.stringify(source)}`, () => {
      const { marketplaces, problems } = known({ lab: { source, installLocation: '/mk' } })
      assert.deepEqual(problems, [])
      assert.deepEqual(
        marketplaces.map((each) => [each.kind, each.location, each.ref, each.folder]),
        [[kind, location, ref, '/mk']],
      )
    })
  }

  const WRONG: readonly [unknown, number, RegExp][] = [
    [5, 1, /a number where lab should be an object, so lab is left out/],
    [{}, 1, /nothing where lab\.source should be an object that says where it is, so lab is left out/],
    [{ source: 'github' }, 1, /"github" where lab\.source should be an object/],
    [{ source: {} }, 2, /does not say where the marketplace "lab" is/],
    [{ source: { source: 'github', repo: 7 } }, 2, /does not say where the marketplace "lab" is/],
    [
      { source: { source: 'github', repo: 'a/b' }, installLocation: 'mk' },
      2,
      /"mk" where lab\.installLocation should be an absolute path/,
    ],
    [
      { source: { source: 'github', repo: 'a/b' }, autoUpdate: 'yes' },
      2,
      /autoUpdate should be a boolean, so this field is left out/,
    ],
  ]
  for (const [record, left, message] of WRONG) {
    test(`with ${JSON.stringify(record)} for a marketplace keeps the others`, () => {
      const { marketplaces, problems } = known({
        lab: record,
        good: { source: { source: 'directory', path: '/good' } },
      })
      assert.equal(marketplaces.length, left)
      assert.equal(marketplaces.at(-1)?.name, 'good')
      assert.match(problems.join('\n'), message)
    })
  }
})

function installed(content: unknown) {
  using scratch = openScratch()
  const file = scratch.write('installed_plugins.json', content)
  const { value, problems } = readInstalled(openDisk().look(), file)
  return { records: Object.fromEntries(value ?? []), problems: problems.map(asText) }
}

function known(content: unknown) {
  using scratch = openScratch()
  const file = scratch.write('known_marketplaces.json', content)
  const { value, problems } = readKnownMarketplaces(openDisk().look(), file)
  return { marketplaces: value ?? [], problems: problems.map(asText) }
}

const asText = ({ line, column, message }: { line?: number; column?: number; message: string }) =>
  `${line}:${column} ${message}`
