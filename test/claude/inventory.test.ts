import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { promisify } from 'node:util'
import { openInventory } from '../../server/claude/inventory.ts'
import { listPlugins, versionOf } from '../../server/claude/program.ts'
import type { Inventory, ListedPlugin, Plugin } from '../../server/claude/types.ts'
import { directoryMarketplace, gitMarketplace, writePlugin } from '../../server/probe/drive/marketplaces.ts'
import { type Isolated, isolate } from './drive/isolated.ts'
import { knowing } from './inventory-scratch.ts'

const manifest = (name: string, version: string, more: object = {}) => ({
  '.claude-plugin/plugin.json': JSON.stringify({ name, version, ...more }),
  'commands/hello.md': `Say hello from ${name}.`,
})

suite('a folder that the real Claude Code made', () => {
  let isolated: Isolated
  let checkout: string
  let bench: string
  const place = (name: string) => join(isolated.root, name)

  before(async () => {
    isolated = isolate()
    for (const name of ['one', 'two', 'managed']) mkdirSync(place(name))
    bench = (
      await directoryMarketplace(isolated, 'lab', { voice: manifest('voice', '0.1.0'), off: manifest('off', '0.2.0') })
    ).folder
    const remote = await gitMarketplace(isolated, 'remote', { tool: manifest('tool', '1.0.0') })
    checkout = remote.folder
    await isolated.claude('plugin', 'disable', 'off@lab')

    writePlugin(checkout, {
      'plugins/shared/.claude-plugin/plugin.json': JSON.stringify({ name: 'shared', version: '1.0.0' }),
    })
    const catalogue = JSON.parse(readFileSync(join(checkout, '.claude-plugin/marketplace.json'), 'utf8'))
    catalogue.plugins.push({ name: 'shared', source: './plugins/shared' })
    writePlugin(checkout, { '.claude-plugin/marketplace.json': JSON.stringify(catalogue) })
    await remote.push('Add shared')
    await isolated.claude('plugin', 'marketplace', 'update', 'remote')
    await claudeIn('one', 'plugin', 'install', 'shared@remote', '--scope', 'project')
    writePlugin(checkout, {
      'plugins/shared/.claude-plugin/plugin.json': JSON.stringify({ name: 'shared', version: '2.0.0' }),
    })
    await remote.push('Raise the version')
    await isolated.claude('plugin', 'marketplace', 'update', 'remote')
    await claudeIn('two', 'plugin', 'install', 'shared@remote', '--scope', 'project')

    const skills = join(isolated.configDir, 'skills')
    writePlugin(join(skills, 'here'), manifest('here', '3.0.0', { description: 'Lies here.' }))
    writePlugin(place('elsewhere'), manifest('elsewhere', '4.0.0'))
    symlinkSync(place('elsewhere'), join(skills, 'linked'))
    writePlugin(join(skills, 'plain'), { 'SKILL.md': '---\ndescription: no plugin\n---\n' })
  })
  after(() => isolated[Symbol.dispose]())

  const claudeIn = (folder: string, ...args: string[]) =>
    promisify(execFile)(isolated.program, args, { cwd: place(folder), env: isolated.env })

  const places = (project: string) => ({
    home: isolated.home,
    configDir: isolated.configDir,
    pluginsDir: join(isolated.configDir, 'plugins'),
    project: place(project),
    searchPath: isolated.env.PATH ?? '',
    managedSettings: place('managed/managed-settings.json'),
  })

  const list = async (project: string) => {
    const { answer, problem } = await listPlugins(isolated.program, places(project))
    assert.equal(problem, null)
    return answer ?? []
  }

  const read = (project: string, listed: readonly ListedPlugin[] | null = null) =>
    openInventory(places(project)).read(knowing({ listed }))

  for (const project of ['project', 'one', 'two']) {
    test(`is read as \`claude plugin list --json\` tells it in the folder ${project}`, async () => {
      const rows = await list(project)
      const inventory = read(project)
      assert.deepEqual(inventory.problems, [])
      assert.deepEqual(ids(inventory.plugins), ids(rows))
      for (const plugin of inventory.plugins) {
        const ofPlugin = rows.filter((row) => row.id === plugin.id)
        const row = ofPlugin.find(({ installPath }) => ofPlugin.length === 1 || installPath === plugin.loaded.path)
        assert.ok(row, `${plugin.id} is loaded from ${plugin.loaded.path}, which no row tells`)
        assert.equal(plugin.version, row.version)
        assert.equal(plugin.enabled, row.enabled)
        assert.equal(plugin.loaded.path, row.readFromFolder ?? row.installPath)
      }
    })

    test(`is read the same with and without that list in the folder ${project}`, async () => {
      const essence = ({ plugins, problems }: Inventory) => ({
        problems,
        plugins: plugins.map(({ loaded, ...plugin }) => ({
          ...plugin,
          loaded: [loaded.how, loaded.path, loaded.certain],
        })),
      })
      assert.deepEqual(essence(read(project)), essence(read(project, await list(project))))
    })
  }

  test('tells the source of each plugin, and where it is read', () => {
    const { plugins } = read('project')
    const where = Object.fromEntries(
      plugins.map(({ id, loaded, source }) => [id, [loaded.how, source?.by, source?.path]]),
    )
    const clone = join(isolated.configDir, 'plugins/marketplaces/remote/plugins')
    assert.deepEqual(where, {
      'voice@lab': ['in-place', 'directory', join(bench, 'plugins/voice')],
      'off@lab': ['in-place', 'directory', join(bench, 'plugins/off')],
      'tool@remote': ['cache', 'clone', join(clone, 'tool')],
      'shared@remote': ['cache', 'clone', join(clone, 'shared')],
      'here@skills-dir': ['skills-dir', 'skills-dir', join(isolated.configDir, 'skills/here')],
      'elsewhere@skills-dir': ['skills-dir', 'skills-dir', join(isolated.configDir, 'skills/linked')],
    })
  })

  test('tells which settings file decides', () => {
    const decides = (project: string, id: string) => {
      const { enabled, enabledBy } = find(read(project), id)
      return [enabled, enabledBy?.layer, enabledBy?.file]
    }
    const user = join(isolated.configDir, 'settings.json')
    assert.deepEqual(decides('project', 'voice@lab'), [true, 'user', user])
    assert.deepEqual(decides('project', 'off@lab'), [false, 'user', user])
    assert.deepEqual(decides('one', 'shared@remote'), [true, 'project', join(place('one'), '.claude/settings.json')])
    assert.deepEqual(decides('project', 'shared@remote'), [false, undefined, undefined])
    assert.equal(find(read('project'), 'shared@remote').enablements.length, 2)
  })

  test('shows each project the version that was installed for it', () => {
    assert.equal(find(read('one'), 'shared@remote').version, '1.0.0')
    assert.equal(find(read('two'), 'shared@remote').version, '2.0.0')
    const elsewhere = find(read('project'), 'shared@remote')
    assert.match(elsewhere.loaded.why, /^Only for .*one, not for this project\./)
    assert.deepEqual(elsewhere.cached.map(({ version }) => version).sort(), ['1.0.0', '2.0.0'])
  })

  test('suggests the checkout of a git marketplace once it is known, and takes it as the source when linked', () => {
    assert.equal(find(read('project'), 'tool@remote').suggestion, null)
    const known = join(isolated.configDir, '.claude.json')
    const before = existsSync(known) ? readFileSync(known, 'utf8') : '{}'
    writeFileSync(known, JSON.stringify({ ...JSON.parse(before), projects: { [join(checkout, 'plugins')]: {} } }))
    assert.equal(find(read('project'), 'tool@remote').suggestion?.path, join(checkout, 'plugins/tool'))

    const links = new Map([['tool@remote', checkout]])
    const linked = find(openInventory(places('project')).read(knowing({ links })), 'tool@remote')
    assert.deepEqual([linked.source?.by, linked.source?.path], ['link', join(checkout, 'plugins/tool')])
    assert.equal(linked.suggestion, null)
  })

  test('is the program that the list came from', async () => {
    const { answer } = await versionOf(isolated.program, places('project'))
    const { devDependencies } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'))
    assert.deepEqual(answer, { path: isolated.program, version: devDependencies['@anthropic-ai/claude-code'] })
  })
})

const ids = (of: readonly { id: string }[]) => [...new Set(of.map(({ id }) => id))].sort()

function find({ plugins }: Inventory, id: string): Plugin {
  const plugin = plugins.find((each) => each.id === id)
  assert.ok(plugin, `${id} is not there`)
  return plugin
}
