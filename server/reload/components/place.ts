import type { Component } from '../types.ts'
import { CATALOGUE, type Declared, MANIFEST } from './declared.ts'
import { folderOf, isBelow, nameOf } from './files.ts'

/** What a file is by where it lies, before anyone looks at who runs it. */
export function placeOf(path: string, declared: Declared, has: (path: string) => boolean): Component {
  return configured(path, declared) ?? markdown(path, declared, has) ?? byFolder(path, declared) ?? byName(path)
}

function configured(path: string, { hooks, mcpServers, lspServers, monitors }: Declared): Component | null {
  if (path === MANIFEST) return 'manifest'
  if (path === CATALOGUE) return 'catalogue'
  if (hooks.files.includes(path)) return 'hook config'
  if (mcpServers.files.includes(path)) return /\.(mcpb|dxt)$/i.test(path) ? 'MCP server code' : 'MCP config'
  if (lspServers.files.includes(path)) return 'LSP config'
  return monitors.files.includes(path) ? 'monitors' : null
}

function markdown(path: string, declared: Declared, has: (path: string) => boolean): Component | null {
  const { skills, commands, agents, outputStyles } = declared
  if (isSkill(path, skills) || (nameOf(path) === 'SKILL.md' && isAt(path, commands, /\.md$/))) return 'skill'
  if (isBesideSkill(path, commands, has)) return 'skill file'
  if (isAt(path, commands, /\.md$/i)) return 'command'
  if (isAt(path, agents, /\.md$/i)) return 'agent'
  return isAt(path, outputStyles, /\.md$/i) ? 'output style' : null
}

/** A folder of commands/ with a SKILL.md is a skill: what lies beside it is no command. */
const isBesideSkill = (path: string, commands: readonly string[], has: (path: string) => boolean) =>
  commands.some((root) => isBelow(folderOf(path), root) && has(`${folderOf(path)}/SKILL.md`))

function byFolder(path: string, { skills, themes, workflows }: Declared): Component | null {
  if (isAt(path, themes, /\.json$/i)) return 'theme'
  if (isAt(path, workflows, /\.[cm]?[jt]s$/i)) return 'workflow'
  if (skills.some((root) => root !== '' && isBelow(path, root) && isBelow(folderOf(path), root))) return 'skill file'
  return path.startsWith('bin/') ? 'executable' : null
}

function byName(path: string): Component {
  const name = nameOf(path)
  if (path === 'settings.json') return 'plugin settings'
  if (name === 'CLAUDE.md') return 'CLAUDE.md'
  return DEPENDENCIES.test(name) ? 'dependencies' : 'other'
}

const DEPENDENCIES =
  /^(package(-lock)?\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|deno\.(jsonc?|lock)|requirements[\w.-]*\.txt|pyproject\.toml|uv\.lock|poetry\.lock|Pipfile(\.lock)?)$/

/** A folder of skills holds `<name>/SKILL.md`, or a SKILL.md itself; one at the plugin's root is a skill as well. */
function isSkill(path: string, roots: readonly string[]): boolean {
  if (nameOf(path) !== 'SKILL.md') return false
  const folder = folderOf(path)
  return folder === '' || roots.some((root) => folder === root || (isBelow(folder, root) && folderOf(folder) === root))
}

const isAt = (path: string, places: readonly string[], ending: RegExp) =>
  places.some((place) => path === place || (ending.test(path) && isBelow(path, place)))
