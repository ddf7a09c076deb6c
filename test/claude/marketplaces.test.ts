import assert from 'node:assert/strict'
import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { openInventory } from '../../server/claude/inventory.ts'
import { listPlugins } from '../../server/claude/program.ts'
import type { CatalogueEntry } from '../../server/claude/types.ts'
import { writePlugin } from '../../server/probe/drive/marketplaces.ts'
import { isolate } from './drive/isolated.ts'
import { knowing, openScratch, readOnce } from './inventory-scratch.ts'

const KNOWN = 'config/plugins/known_marketplaces.json'
const UNSAID = { version: null, description: null, category: null, keywords: [], tags: [] }

suite('an entry of a catalogue', () => {
  const UNDERSTOOD: readonly [unknown, string, CatalogueEntry['source']][] = [
    ['./plugins/voice', '', { kind: 'relative', path: './plugins/voice' }],
    ['./', '', { kind: 'relative', path: './' }],
    ['.', '', { kind: 'relative', path: '.' }],
    ['voice', './plugins', { kind: 'relative', path: './plugins/voice' }],
    ['voice', 'plugins/', { kind: 'relative', path: 'plugins/voice' }],
    ['./voice', './plugins', { kind: 'relative', path: './voice' }],
    [{ source: 'github', repo: 'acme/voice', ref: 'v1' }, '', remote('github', 'acme/voice', { ref: 'v1' })],
    [
      { source: 'github', repo: 'acme/voice', ref: 'v1', sha: 'abc' },
      '',
      remote('github', 'acme/voice', { ref: 'abc' }),
    ],
    [{ source: 'url', url: 'https://example.com/voice.git' }, '', remote('url', 'https://example.com/voice.git')],
    [{ source: 'npm', package: '@acme/voice', version: '^2' }, '', remote('npm', '@acme/voice', { ref: '^2' })],
    [{ source: 'git-subdir', url: 'acme/mono', path: 'a/b' }, '', remote('git-subdir', 'acme/mono', { path: 'a/b' })],
    [{ source: 'archive', url: 'https://example.com/v.zip' }, '', remote('archive', 'https://example.com/v.zip')],
    [{ source: 'command', command: 'make-voice' }, '', remote('command', 'make-voice')],
    [{ source: 'command', command: 'make-voice', mode: 'link' }, '', remote('command', 'make-voice', { link: true })],
    [{ source: 'teleport', url: 'x' }, '', remote('unknown', 'x')],
    [{}, '', remote('unknown', '')],
  ]
  for (const [source, pluginRoot, expected] of UNDERSTOOD) {
    test(`may come from ${JSON.stringify(source)}${pluginRoot && ` below ${pluginRoot}`}`, () => {
      const { entries, problems } = catalogue({ metadata: { pluginRoot }, plugins: [{ name: 'voice', source }] })
      assert.deepEqual(entries, [{ ...UNSAID, name: 'voice', source: expected }])
      assert.deepEqual(problems, [])
    })
  }

  test('has the words it can be found by, whatever else is written there', () => {
    const words = { category: 'web', keywords: ['react', 7, null], tags: 'css' }
    const { entries, problems } = catalogue({ plugins: [{ name: 'voice', source: './', ...words }] })
    assert.deepEqual(entries, [
      { ...UNSAID, name: 'voice', category: 'web', keywords: ['react'], source: { kind: 'relative', path: './' } },
    ])
    assert.deepEqual(problems, [])
  })

  const REFUSED: readonly [unknown, RegExp][] = [
    [5, /a number where plugins\[0\] should be an object/],
    [null, /null where plugins\[0\] should be an object/],
    [{ source: './voice' }, /nothing where plugins\[0\]\.name should be a string/],
    [{ name: '', source: './voice' }, /plugins\[0\]\.name should not be empty/],
    [{ name: 'voice' }, /nothing where plugins\[0\]\.source should be a path or an object/],
    [{ name: 'voice', source: 7 }, /a number where plugins\[0\]\.source should be a path or an object/],
    [{ name: 'voice', source: [] }, /a list where plugins\[0\]\.source should be a path or an object/],
    [{ name: 'voice', source: 'plugins/voice' }, /a path has to start with "\.\/"/],
    [{ name: 'voice', source: '/etc' }, /a path has to start with "\.\/"/],
    [{ name: 'voice', source: '../voice' }, /a path has to start with "\.\/"/],
    [{ name: 'voice', source: 'voice' }, /a path has to start with "\.\/"/],
  ]
  for (const [entry, message] of REFUSED) {
    test(`is left out alone when it is ${JSON.stringify(entry)}`, () => {
      const { entries, problems } = catalogue({ plugins: [entry, { name: 'good', source: './good' }] })
      assert.deepEqual(
        entries.map(({ name }) => name),
        ['good'],
      )
      assert.match(problems.map((problem) => problem.message).join('\n'), message)
    })
  }

  test('keeps its name when its description is wrong', () => {
    const { entries, problems } = catalogue({
      plugins: [{ name: 'voice', source: './voice', description: {}, version: 2 }],
    })
    assert.deepEqual(
      entries.map(({ name, description, version }) => [name, description, version]),
      [['voice', null, null]],
    )
    assert.equal(problems.length, 2)
  })

  for (const plugins of [undefined, null, {}, 'voice'])
    test(`is in no catalogue whose plugins are ${JSON.stringify(plugins)}`, () => {
      assert.match(catalogue({ plugins }).problems[0]?.message ?? '', /has no list of plugins/)
    })
})

suite('the catalogue of a marketplace', () => {
  const STANDARD = '.claude-plugin/marketplace.json'

  test('lies in its folder', () => {
    for (const source of [
      { source: 'directory', path: '/x' },
      { source: 'github', repo: 'a/b' },
      { source: 'npm', package: 'a' },
    ])
      assert.equal(catalogueOf({ source, installLocation: 'mk' }), `mk/${STANDARD}`)
  })

  test('lies elsewhere in a repository when the source says so, but never outside of it', () => {
    const at = (path: string) => catalogueOf({ source: { source: 'git', url: 'x', path }, installLocation: 'mk' })
    assert.equal(at('deep/catalogue.json'), 'mk/deep/catalogue.json')
    assert.equal(at('../../secret.json'), `mk/${STANDARD}`)
  })

  test('is the downloaded file itself for a marketplace of a URL', () => {
    assert.equal(
      catalogueOf({ source: { source: 'url', url: 'https://x' }, installLocation: 'downloaded' }),
      'downloaded',
    )
  })

  test('is the named file of a file marketplace until there is one in the standard place', () => {
    const file = { source: { source: 'file', path: 'mk/.claude-plugin/special.json' }, installLocation: 'mk' }
    assert.equal(catalogueOf(file), 'mk/.claude-plugin/special.json')
    assert.equal(catalogueOf(file, [`mk/${STANDARD}`]), `mk/${STANDARD}`)
  })

  test('is not present when its folder is gone', () => {
    using scratch = openScratch()
    scratch.write(KNOWN, {
      lab: { source: { source: 'github', repo: 'acme/lab' }, installLocation: scratch.at('gone') },
    })
    const { marketplaces, problems } = readOnce(scratch)
    assert.deepEqual(
      marketplaces.map(({ present, entries }) => [present, entries]),
      [[false, []]],
    )
    assert.deepEqual(problems, [])
  })
})

test('the real Claude Code resolves files, names below pluginRoot and links as Hotplug does', async () => {
  using isolated = isolate()
  const folder = join(isolated.root, 'mk')
  const names = ['voice', 'below', 'root', 'away']
  const catalogue = (name: string) =>
    JSON.stringify({
      name,
      owner: { name: 'Ada' },
      metadata: { pluginRoot: './plugins' },
      plugins: [
        { name: 'voice', source: './plugins/voice' },
        { name: 'below', source: 'voice' },
        { name: 'root', source: './' },
        { name: 'away', source: './plugins/away' },
      ],
    })
  writePlugin(folder, {
    '.claude-plugin/marketplace.json': catalogue('standard'),
    '.claude-plugin/special.json': catalogue('special'),
    'plugins/voice/.claude-plugin/plugin.json': JSON.stringify({ name: 'voice', version: '1.0.0' }),
  })
  writePlugin(join(isolated.root, 'outside'), { 'commands/hello.md': 'Hello.' })
  symlinkSync('../../outside', join(folder, 'plugins/away'))
  for (const file of ['marketplace', 'special'])
    await isolated.claude('plugin', 'marketplace', 'add', join(folder, '.claude-plugin', `${file}.json`))
  const ids = ['standard', 'special'].flatMap((marketplace) => names.map((name) => `${name}@${marketplace}`))
  for (const id of ids) await isolated.claude('plugin', 'install', id)
  await assertSameFolders()

  rmSync(join(folder, '.claude-plugin/marketplace.json'))
  await assertSameFolders()

  async function assertSameFolders() {
    const places = {
      home: isolated.home,
      configDir: isolated.configDir,
      pluginsDir: join(isolated.configDir, 'plugins'),
      project: isolated.project,
      searchPath: isolated.env.PATH ?? '',
      managedSettings: join(isolated.root, 'managed-settings.json'),
    }
    const { answer } = await listPlugins(isolated.program, places)
    const { plugins } = openInventory(places).read(knowing())
    const ours = plugins.map(({ id, loaded }) => [id, loaded.how === 'missing' ? null : loaded.path])
    assert.deepEqual(ours.sort(), (answer ?? []).map(({ id, readFromFolder }) => [id, readFromFolder]).sort())
    assert.equal(ours.length, ids.length)
  }
})

function remote(kind: string, location: string, more: object = {}) {
  return { kind, location, path: null, ref: null, link: false, ...more } as CatalogueEntry['source']
}

function catalogue(content: object) {
  using scratch = openScratch()
  scratch.write('mk/.claude-plugin/marketplace.json', content)
  scratch.write(KNOWN, { mk: { source: { source: 'github', repo: 'acme/mk' }, installLocation: scratch.at('mk') } })
  const { marketplaces, problems } = readOnce(scratch)
  return { entries: marketplaces[0]?.entries ?? [], problems }
}

function catalogueOf(
  { source, installLocation }: { source: Record<string, string>; installLocation: string },
  more: string[] = [],
) {
  using scratch = openScratch()
  for (const file of ['downloaded', ...more]) scratch.write(file, { plugins: [] })
  const path = source.source === 'file' ? { path: scratch.at(source.path ?? '') } : {}
  scratch.write(KNOWN, { mk: { source: { ...source, ...path }, installLocation: scratch.at(installLocation) } })
  return readOnce(scratch).marketplaces[0]?.catalogue?.slice(scratch.root.length + 1)
}
