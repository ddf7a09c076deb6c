import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isolate } from '../claude/drive/isolated.ts'
import { startPanel } from '../support/hotplug.ts'
import { median, report, residentMegabytes, timed } from './measure.ts'

/** As many as the largest public collections have; each with a version in the cache and a source in a clone. */
const PLUGINS = 689
const FILES_EACH = 15
/** Threads that have nothing to do are gone after 3 s. */
const SETTLED = 5_000
const FOLDERS = ['commands', 'agents', 'skills/one', 'skills/two', 'skills/two/references']

/**
 * First paint of the home page with many installed plugins, against `claude plugin list --json` over the same folder;
 * and what the panel weighs when it knows everything.
 */
export async function benchHome() {
  using isolated = isolate()
  writeCollection(isolated.configDir)
  const list = median(5, () =>
    execFileSync(isolated.program, ['plugin', 'list', '--json'], {
      env: isolated.env,
      cwd: isolated.project,
      stdio: 'pipe',
    }),
  )

  // The very first start strips the types of the sources and keeps what that took; every later one does not.
  await (await startPanel(isolated, '--port', '0')).stop()
  const panel = await startPanel(isolated, '--port', '0')
  try {
    const first = await timed(() => fetch(panel.link, { redirect: 'manual' }))
    const cookie = first.result.headers.get('set-cookie')?.split(';')[0] ?? ''
    const home = async () => (await fetch(panel.origin, { headers: { cookie } })).text()
    const paint = await timed(home)
    let page = paint.result
    for (let tries = 0; page.includes('Comparing') && tries < 200; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      page = await home()
    }
    const again: number[] = []
    for (let i = 0; i < 9; i++) again.push((await timed(home)).ms)
    await new Promise((resolve) => setTimeout(resolve, SETTLED))
    const ms = first.ms + paint.ms
    report(`claude plugin list --json, ${PLUGINS} installed`, list)
    report('first paint of the home page', ms, list)
    report('home page again', again.sort((a, b) => a - b)[4] ?? 0, list)
    console.log(
      `home page: ${Math.round(page.length / 1024)} KiB for ${PLUGINS} plugins, ${Math.round(((page.length / PLUGINS) * 200) / 1024)} KiB per 200`,
    )
    console.log(`resident panel: ${residentMegabytes(panel.pid)} MB with ${PLUGINS * FILES_EACH} files on each side`)
  } finally {
    await panel.stop()
  }
}

export function writeCollection(configDir: string) {
  const plugins = join(configDir, 'plugins')
  const clone = join(plugins, 'marketplaces', 'many')
  const names = Array.from({ length: PLUGINS }, (_, index) => `plugin-${index}`)
  const at = new Date().toISOString()
  for (const name of names) {
    for (const root of [join(plugins, 'cache', 'many', name, '1.0.0'), join(clone, 'plugins', name)])
      writeOne(root, name)
  }
  const installPath = (name: string) => join(plugins, 'cache', 'many', name, '1.0.0')
  const records = names.map((name) => [
    `${name}@many`,
    [{ scope: 'user', installPath: installPath(name), version: '1.0.0', installedAt: at, lastUpdated: at }],
  ])
  json(join(plugins, 'installed_plugins.json'), { version: 2, plugins: Object.fromEntries(records) })
  json(join(plugins, 'known_marketplaces.json'), {
    many: { source: { source: 'github', repo: 'acme/many' }, installLocation: clone, lastUpdated: at },
  })
  json(join(clone, '.claude-plugin', 'marketplace.json'), {
    name: 'many',
    owner: { name: 'Ada' },
    plugins: names.map((name) => ({ name, source: `./plugins/${name}` })),
  })
  json(join(configDir, 'settings.json'), {
    enabledPlugins: Object.fromEntries(names.map((name) => [`${name}@many`, true])),
  })
}

function writeOne(root: string, name: string) {
  json(join(root, '.claude-plugin', 'plugin.json'), { name, version: '1.0.0', description: `What ${name} does.` })
  for (let index = 1; index < FILES_EACH; index++) {
    write(
      join(root, FOLDERS[index % FOLDERS.length] as string, `file-${index}.md`),
      `---\ndescription: Skill ${index} of ${name}\n---\n\n${'Text. '.repeat(200)}`,
    )
  }
}

function write(path: string, text: string) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

const json = (path: string, value: unknown) => write(path, JSON.stringify(value, null, 2))
