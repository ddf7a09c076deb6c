import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { enabledOrder } from '../../claude/enabled-order.ts'
import { hasName, ownName } from '../../claude/own-name.ts'
import type { Inventory, Plugin } from '../../claude/types.ts'
import type { Component } from '../../reload/types.ts'

/** Another enabled plugin with the same name. `wins`: whether its part is taken instead of this one; null: not known. */
export type Shadow = { other: Plugin; wins: boolean | null; sentence: string }

/** What was measured of two plugins with one name, and what with. */
export const SAME_NAME_MEASURED =
  'Measured with 2.1.329, headless: of two enabled plugins with the same name in their plugin.json both are loaded. Of what has the same name in both, skills and commands are taken from the one that stands first in enabledPlugins (user settings before those of the project), agents, MCP servers and output styles from the last one; hooks run only of the first one that has any.'

export const SKILLS_DIR_MEASURED =
  'Measured with 2.1.329: an installed plugin takes precedence over one in a skills folder, whose copy is then not loaded at all; the user’s skills folder takes precedence over the project’s. Claude Code says so itself in `claude plugin list`.'

export const PLUGIN_DIR_MEASURED =
  'Measured with 2.1.329, headless: a plugin that is given by --plugin-dir is loaded instead of every other one with its name, installed or in a skills folder; nothing of those is loaded in that session.'

/** The first of them that takes this file's place, else the first with the same name; null where there is none. */
export function shadowOf({ plugins }: Inventory, plugin: Plugin, path: string, component: Component): Shadow | null {
  if (!isActive(plugin) || NO_PART.includes(component)) return null
  const isCalledSo = hasName(ownName(plugin))
  const others = plugins.filter((other) => other.id !== plugin.id && isActive(other) && isCalledSo(other))
  if (others.length === 0) return null
  const files = [plugin, ...others].flatMap(({ enablements }) => enablements.map(({ file }) => file))
  const order = enabledOrder(inLayers(plugin, others, files))
  const shadows = others.map((other) => shadowBy(other, plugin, order, path, component))
  return shadows.find(({ wins }) => wins) ?? shadows.find(({ wins }) => wins === null) ?? shadows[0] ?? null
}

/** Nothing of another plugin could take the place of these. */
const NO_PART: readonly Component[] = ['other', 'dependencies', 'catalogue', 'CLAUDE.md']

const isActive = ({ enabled, loaded }: Plugin) => enabled && loaded.how !== 'missing'

const LAYERS = ['user', 'project', 'local', 'managed']

/** The files that say something of these plugins, weakest layer first, as Claude Code merges them. */
function inLayers(plugin: Plugin, others: readonly Plugin[], files: readonly string[]): readonly string[] {
  const said = [plugin, ...others].flatMap(({ enablements }) => enablements)
  return LAYERS.flatMap((layer) => said.filter((one) => one.layer === layer).map(({ file }) => file)).filter((file) =>
    files.includes(file),
  )
}

const TAKEN_FROM: Partial<Record<Component, 'first' | 'last' | 'first with hooks'>> = {
  skill: 'first',
  'skill file': 'first',
  command: 'first',
  agent: 'last',
  'MCP config': 'last',
  'MCP server code': 'last',
  'output style': 'last',
  'hook config': 'first with hooks',
  'hook script': 'first with hooks',
}

function shadowBy(other: Plugin, plugin: Plugin, order: readonly string[], path: string, component: Component): Shadow {
  const from = TAKEN_FROM[component]
  const isBefore = order.indexOf(other.id) < order.indexOf(plugin.id)
  const both = `${other.id} has the same name, and Claude Code loads both`
  if (from === undefined) return { other, wins: null, sentence: `${both}; whose ${component} counts was not measured` }
  if (!hasTheSame(other, path, component)) return { other, wins: false, sentence: `${both}; this file is in one only` }
  const wins = from === 'last' ? !isBefore : isBefore
  const place = PLACES[from]
  const taken = wins ? other.id : plugin.id
  return {
    other,
    wins,
    sentence: `${both}: this ${component} is taken from ${taken}, which ${place}`,
  }
}

const PLACES = {
  first: 'stands first in enabledPlugins',
  last: 'stands last in enabledPlugins',
  'first with hooks': 'is the first in enabledPlugins that has hooks',
}

/** A skill is known by its folder; hooks of two plugins never run together. */
function hasTheSame({ loaded }: Plugin, path: string, component: Component): boolean {
  const has = (inner: string) => existsSync(join(loaded.path, inner))
  if (TAKEN_FROM[component] === 'first with hooks') return has('hooks/hooks.json')
  if (component === 'MCP server code') return has('.mcp.json')
  if (component === 'skill' || component === 'skill file') return has(dirname(path).split('/').slice(0, 2).join('/'))
  return has(path)
}
