import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Isolated } from './drive/isolated.ts'
import { cachedFolder, directoryMarketplace, gitMarketplace, type PluginFiles } from './drive/marketplaces.ts'
import { changesBetween } from './sample/files.ts'
import type { Files } from './sample/parts.ts'
import type { ProbeMode } from './types.ts'

/** The files of a scene on disk, in the way that its mode brings them to Claude Code. */
export type Stage = {
  /** What `claude` is started with. */
  readonly args: readonly string[]
  /** Makes the edited copy equal to these files, touching only what differs. */
  readonly write: (files: Files) => void
  /** `claude plugin update`, and a reinstall from the updated marketplace; null where there is no installed plugin. */
  readonly update: (() => Promise<void>) | null
  readonly reinstall: (() => Promise<void>) | null
}

export async function setStage(isolated: Isolated, mode: ProbeMode, files: Files): Promise<Stage> {
  let now: Files = {}
  const writeTo = (plugin: string) => (next: Files) => {
    for (const [path, text] of changesBetween(now, next)) writeFile(placeOf(isolated, plugin, path), text)
    now = next
  }
  const plugin = await bring(isolated, mode, files)
  const write = writeTo(plugin.folder)
  write(files)
  const { claude } = isolated
  return {
    args: [...ALLOWED, ...plugin.args],
    write,
    update: plugin.isInstalled ? async () => void (await claude('plugin', 'update', ID)) : null,
    reinstall: plugin.isInstalled
      ? async () => {
          await claude('plugin', 'marketplace', 'update', MARKETPLACE)
          await claude('plugin', 'uninstall', ID)
          await claude('plugin', 'install', ID)
        }
      : null,
  }
}

const MARKETPLACE = 'lab'
const ID = `sample@${MARKETPLACE}`
/** Older versions ask before the model may use a skill or an agent, and nobody is there to answer. */
const ALLOWED = ['--allowedTools', 'Skill,Agent,Task']

/** Where the copy lies that is edited. */
async function bring(isolated: Isolated, mode: ProbeMode, files: Files) {
  const plugins = { sample: pluginFiles(files) }
  if (mode === 'D') {
    const { pluginFolder } = await directoryMarketplace(isolated, MARKETPLACE, plugins)
    return { folder: pluginFolder('sample'), args: [], isInstalled: true }
  }
  if (mode === 'G') {
    await gitMarketplace(isolated, MARKETPLACE, plugins)
    return { folder: cachedFolder(isolated, ID), args: [], isInstalled: true }
  }
  const folder = mode === 'S' ? join(isolated.configDir, 'skills', 'sample') : join(isolated.root, 'plugins', 'sample')
  return { folder, args: mode === 'P' ? ['--plugin-dir', folder] : [], isInstalled: false }
}

const pluginFiles = (files: Files): PluginFiles =>
  Object.fromEntries(
    Object.entries(files).flatMap(([path, text]) =>
      path.startsWith('plugin/') ? [[path.slice('plugin/'.length), text]] : [],
    ),
  )

function placeOf({ project, configDir }: Isolated, plugin: string, path: string): string {
  const [root = '', ...rest] = path.split('/')
  return join({ plugin, project, config: configDir }[root] ?? project, ...rest)
}

function writeFile(file: string, text: string | null) {
  if (text === null) return rmSync(file)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text, { mode: text.startsWith('#!') ? 0o755 : 0o644 })
}
