import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runPluginCommand } from '../../../claude/commands.ts'
import { fieldOf, isObject } from '../../../claude/json.ts'
import type { Plugin } from '../../../claude/types.ts'
import { HotplugError } from '../../../errors.ts'
import { cloneCommitted, STAND_IN } from './commit.ts'
import type { Ground } from './ground.ts'
import type { Route } from './types.ts'

export type Arrived = { id: string; folder: string; version: string }

/** Installs a plugin in the throw-away place as people do: its marketplace is added, then it is installed from that. */
export async function installThere(
  ground: Ground,
  program: string,
  { name, marketplace }: Pick<Plugin, 'name' | 'marketplace'>,
  { way, from, folder }: Route,
  step: (what: string) => void,
): Promise<Arrived> {
  if (way === 'git') {
    step('Cloning what is committed')
    await cloneCommitted(ground, folder)
  }
  const place = from === 'alone' ? catalogueOfOne(ground, name, marketplace) : way === 'git' ? STAND_IN : folder
  step('Adding the marketplace')
  await run(ground, program, ['plugin', 'marketplace', 'add', place], [STAND_IN])
  const id = `${name}@${marketplaceIn(ground)}`
  step(`Installing ${id}`)
  await run(ground, program, ['plugin', 'install', id], [])
  return { id, ...recordOf(ground, id) }
}

/** For a plugin in a repository of its own: a catalogue that names that, and nothing else. */
function catalogueOfOne({ root }: Ground, name: string, marketplace: string): string {
  const folder = join(root, 'catalogue')
  mkdirSync(join(folder, '.claude-plugin'), { recursive: true })
  const entry = { name, source: { source: 'github', repo: STAND_IN } }
  const catalogue = { name: marketplace, owner: { name: 'Hotplug' }, plugins: [entry] }
  writeFileSync(join(folder, '.claude-plugin', 'marketplace.json'), JSON.stringify(catalogue))
  return folder
}

async function run(ground: Ground, program: string, args: readonly string[], places: readonly string[]) {
  const { sentence } = await runPluginCommand(program, args, ground, undefined, places)
  ground.signal?.throwIfAborted()
  if (sentence !== null)
    throw new HotplugError(422, sentence, 'People who install it get the same answer; correct that first.')
}

const marketplaceIn = (ground: Ground) => Object.keys(registry(ground, 'known_marketplaces.json'))[0] ?? ''

function recordOf(ground: Ground, id: string): Pick<Arrived, 'folder' | 'version'> {
  const records = fieldOf(fieldOf(registry(ground, 'installed_plugins.json'), 'plugins'), id)
  const record: unknown = Array.isArray(records) ? records[0] : null
  const [folder, version] = [fieldOf(record, 'installPath'), fieldOf(record, 'version')]
  if (typeof folder !== 'string' || typeof version !== 'string')
    throw new HotplugError(422, `Claude Code installed ${id} and recorded no folder for it.`, 'Try it by hand.')
  return { folder, version }
}

function registry({ pluginsDir }: Ground, name: string): Record<string, unknown> {
  const json: unknown = JSON.parse(readFileSync(join(pluginsDir, name), 'utf8'))
  return isObject(json) ? json : {}
}
