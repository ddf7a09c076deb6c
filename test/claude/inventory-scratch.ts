import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Knowledge, openInventory } from '../../server/claude/inventory.ts'
import type { Inventory } from '../../server/claude/types.ts'

export type Scratch = ReturnType<typeof openScratch>

/** A folder of Claude Code's made by hand, with what lies around it. Paths are relative to the root of it all. */
export function openScratch() {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'hotplug-')))
  const at = (path: string) => join(root, path)

  function write(path: string, content: unknown) {
    mkdirSync(dirname(at(path)), { recursive: true })
    writeFileSync(at(path), typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content))
    return at(path)
  }

  function folder(path: string) {
    mkdirSync(at(path), { recursive: true })
    return at(path)
  }

  function link(path: string, target: string) {
    mkdirSync(dirname(at(path)), { recursive: true })
    symlinkSync(target, at(path))
    return at(path)
  }

  for (const each of ['home', 'config', 'project']) folder(each)
  const places = {
    home: at('home'),
    configDir: at('config'),
    pluginsDir: at('config/plugins'),
    project: at('project'),
    managedSettings: at('managed/managed-settings.json'),
  }
  return {
    root,
    at,
    write,
    folder,
    link,
    places,
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  }
}

/** What is known when the newest measured program is there and has not been asked for its list yet. */
export const knowing = (more: Partial<Knowledge> = {}): Knowledge => ({
  program: { path: '/usr/bin/claude', version: '2.1.329' },
  listed: null,
  links: new Map(),
  directoryMarketplaceLoads: () => ({ how: 'in-place', certain: true, why: 'Measured.' }),
  ...more,
})

export const readOnce = (scratch: Scratch, more: Partial<Knowledge> = {}): Inventory =>
  openInventory(scratch.places).read(knowing(more))

/** A directory marketplace `lab` with the plugin `voice`, installed for the user and enabled. */
export function installVoice(scratch: Scratch) {
  const { at, write } = scratch
  const installPath = at('config/plugins/cache/lab/voice/0.1.0')
  const record = { scope: 'user', installPath, version: '0.1.0', installedAt: '2026-01-02T03:04:05.000Z' }
  write('lab/.claude-plugin/marketplace.json', {
    name: 'lab',
    owner: { name: 'Ada' },
    plugins: [{ name: 'voice', source: './plugins/voice', description: 'Speaks.' }],
  })
  write('lab/plugins/voice/.claude-plugin/plugin.json', { name: 'voice', version: '0.1.0' })
  write('config/plugins/cache/lab/voice/0.1.0/.claude-plugin/plugin.json', { name: 'voice', version: '0.1.0' })
  write('config/plugins/installed_plugins.json', { version: 2, plugins: { 'voice@lab': [record] } })
  write('config/plugins/known_marketplaces.json', {
    lab: { source: { source: 'directory', path: at('lab') }, installLocation: at('lab'), lastUpdated: 'today' },
  })
  write('config/settings.json', { enabledPlugins: { 'voice@lab': true } })
  return record
}
