import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { isInCache } from '../claude/plugin-folder.ts'
import { HotplugError, outsideCache } from '../errors.ts'
import { withLock } from '../locks.ts'
import type { Panel } from '../panel.ts'
import { findPlugin } from './find.ts'
import { recordAction } from './journal.ts'

/** As long as Claude Code allows itself (documented: 60 s), and some more. */
const TIME_LIMIT = 120_000

/** Installs what the loaded copy's lockfile names, as Claude Code does it: `npm ci --ignore-scripts`. */
export async function installDependencies(panel: Panel, id: string): Promise<void> {
  const plugin = findPlugin(panel, id)
  const folder = plugin.loaded.path
  if (!isInCache(folder, panel.config.pluginsDir)) throw outsideCache(plugin.id, folder)
  if (plugin.loaded.how !== 'cache' || !existsSync(join(folder, 'package-lock.json'))) {
    throw new HotplugError(422, `${plugin.id} has no package-lock.json in a cached version.`)
  }
  const npm = panel.config.searchPath
    .split(delimiter)
    .map((dir) => join(dir, 'npm'))
    .find((path) => existsSync(path))
  if (!npm)
    throw new HotplugError(422, 'npm was not found on the PATH.', `Run \`npm ci --ignore-scripts\` in ${folder}.`)
  await withLock(panel.store, plugin.id, async () => {
    try {
      const env = { HOME: panel.config.home, PATH: panel.config.searchPath }
      await promisify(execFile)(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
        cwd: folder,
        env,
        timeout: TIME_LIMIT,
      })
    } catch (error) {
      const said = (error as { stderr?: string }).stderr?.trim().split('\n').at(-1) ?? ''
      throw new HotplugError(422, `npm ci failed in ${folder}: ${said || String(error)}`, '', error)
    }
    recordAction(panel.store, {
      kind: 'dependencies',
      plugin: plugin.id,
      summary: 'Installed the dependencies of the loaded copy',
    })
  })
  panel.live.publish('history')
}
