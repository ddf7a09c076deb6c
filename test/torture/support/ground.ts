import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { below, CACHE, CLONE, ID, json, VOICE } from '../../support/lab.ts'
import { temporaryFolder } from '../../support/temporary.ts'
import { mountDisk } from './disk.ts'

export { ID }

const INSTALLED_AT = new Date(Date.now() - 1_800_000)
const AN_HOUR_AGO = new Date(Date.now() - 3_600_000)

export type Ground = ReturnType<typeof layGround>

/**
 * Folders of a user who has installed voice@lab from a git marketplace, as Claude Code leaves them, with no `claude` on
 * the path; the marketplace's clone counts as the plugin's source. `disk`: which folder lies on a small disk of its own.
 */
export function layGround({ disk: small }: { disk?: { at: string; bytes: number } } = {}) {
  const folder = temporaryFolder()
  const at = (path: string) => join(folder.path, path)
  const disk = small ? mountDisk(at(small.at), small.bytes) : null
  const sourceOf = `${CLONE}/plugins/voice`
  const installedAt = INSTALLED_AT.toISOString()
  const record = { scope: 'user', installPath: at(CACHE), version: '0.1.0', installedAt, lastUpdated: installedAt }
  const source = { source: 'github', repo: 'acme/lab' }
  const lab = { source, installLocation: at(CLONE), lastUpdated: installedAt }
  const plugins = [{ name: 'voice', source: './plugins/voice' }]
  write(folder.path, {
    'claude/plugins/installed_plugins.json': json({ version: 2, plugins: { [ID]: [record] } }),
    'claude/plugins/known_marketplaces.json': json({ lab }),
    'claude/settings.json': json({ enabledPlugins: { [ID]: true } }),
    [`${CLONE}/.claude-plugin/marketplace.json`]: json({ name: 'lab', owner: { name: 'Ada' }, plugins }),
    ...below(CACHE, VOICE),
    ...below(sourceOf, VOICE),
  })
  for (const path of Object.keys(VOICE)) utimesSync(at(`${CACHE}/${path}`), AN_HOUR_AGO, AN_HOUR_AGO)
  for (const name of ['home', 'project', 'scratch']) mkdirSync(at(name), { recursive: true })
  const env: Record<string, string> = {
    HOME: at('home'),
    PATH: '/usr/bin:/bin',
    LANG: 'C.UTF-8',
    CLAUDE_CONFIG_DIR: at('claude'),
    HOTPLUG_HOME: at('state'),
    HOTPLUG_CLAUDE: at('home/no-claude-here'),
  }
  return {
    root: folder.path,
    at,
    project: at('project'),
    /** For the row's own files. */
    scratch: at('scratch'),
    configDir: at('claude'),
    pluginsDir: at('claude/plugins'),
    stateDir: at('state'),
    trashDir: at('state/trash'),
    /** Where the plugin is written, and the copy that Claude Code reads. */
    source: at(sourceOf),
    loaded: at(CACHE),
    env,
    /** Null also where no disk can be mounted. */
    disk,
    [Symbol.dispose]: () => {
      disk?.[Symbol.dispose]()
      folder[Symbol.dispose]()
    },
  }
}

function write(root: string, files: Record<string, string>) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}
