import { type Files, joinPath } from './files.ts'
import { type Fields, type Found, fieldsOf, isText, listOf, readJson } from './json.ts'

/** Where a plugin keeps its components: folders or files below its root, and what its manifest holds inline. */
export type Declared = {
  skills: readonly string[]
  commands: readonly string[]
  agents: readonly string[]
  outputStyles: readonly string[]
  workflows: readonly string[]
  themes: readonly string[]
  hooks: Configs
  mcpServers: Configs
  lspServers: Configs
  monitors: Configs
}

/** The files that configure something, and configuration that stands in the manifest itself. */
export type Configs = { files: readonly string[]; inline: readonly unknown[] }

/**
 * What the manifest says, or the default places. `skills` adds to its default; `hooks`, `mcpServers` and `lspServers`
 * are merged with theirs; every other key replaces its default place.
 */
export function declaredBy(files: Files, problems: Found[]): Declared {
  const manifest = fieldsOf(readJson(MANIFEST, files.text(MANIFEST), problems))
  const experimental = fieldsOf(manifest.experimental)
  return {
    skills: ['skills', ...pathsOf(manifest.skills)],
    commands: replaced(manifest.commands, 'commands'),
    agents: replaced(manifest.agents, 'agents'),
    outputStyles: replaced(manifest.outputStyles, 'output-styles'),
    workflows: replaced(manifest.workflows, 'workflows'),
    themes: replaced(experimental.themes ?? manifest.themes, 'themes'),
    hooks: configs(manifest.hooks, ['hooks/hooks.json']),
    mcpServers: configs(manifest.mcpServers, ['.mcp.json']),
    lspServers: configs(manifest.lspServers, ['.lsp.json']),
    monitors: monitors(experimental.monitors ?? manifest.monitors),
  }
}

export const MANIFEST = '.claude-plugin/plugin.json'
export const CATALOGUE = '.claude-plugin/marketplace.json'

const replaced = (value: unknown, usual: string) => (value === undefined || value === null ? [usual] : pathsOf(value))

/** A path, several, or a map of names to `{source}` (commands). */
function pathsOf(value: unknown): readonly string[] {
  const named = Array.isArray(value) || isText(value) ? listOf(value) : Object.values(fieldsOf(value)).map(sourceOf)
  return named.filter(isText).flatMap(inside)
}

const sourceOf = (entry: unknown) => (isText(entry) ? entry : (fieldsOf(entry) as { source?: unknown }).source)

function configs(value: unknown, usual: readonly string[]): Configs {
  const all = listOf(value)
  return {
    files: [...new Set([...usual, ...all.filter(isText).flatMap(inside)])],
    inline: all.filter((one): one is Fields => !isText(one)),
  }
}

/** A file, or the array itself; either replaces monitors/monitors.json. */
function monitors(value: unknown): Configs {
  if (value === undefined || value === null) return { files: ['monitors/monitors.json'], inline: [] }
  return isText(value) ? { files: inside(value), inline: [] } : { files: [], inline: listOf(value) }
}

/** A path that leads out of the plugin is not loaded. */
function inside(path: string): readonly string[] {
  const below = joinPath('', path)
  return below === null ? [] : [below]
}
