import { type Configs, type Declared, declaredBy } from './components/declared.ts'
import { type Files, filesOf, isBelow } from './components/files.ts'
import { type Found, fieldsOf, isText, listOf, MOST, readJson } from './components/json.ts'
import { placeOf } from './components/place.ts'
import { closureOf, commandsIn, startedBy } from './components/started.ts'
import type { Component } from './types.ts'

export { projectComponent, projectComponentsOf, type Where } from './components/project.ts'

/**
 * What the files of a plugin are. `servers` names the MCP servers that run a file or depend on its packages, as the
 * configuration calls them. `problems` are files that could not be understood.
 */
export type Anatomy = {
  components: Map<string, Component>
  servers: Map<string, readonly string[]>
  problems: readonly Found[]
}

/** What each file of a plugin is to Claude Code. `paths` are relative to the plugin, with forward slashes. */
export const componentsOf = (paths: Iterable<string>, read: (path: string) => string | undefined) =>
  anatomyOf(paths, read).components

export function anatomyOf(paths: Iterable<string>, read: (path: string) => string | undefined): Anatomy {
  const all = [...paths]
  const files = filesOf(all, read)
  const problems: Found[] = []
  const declared = declaredBy(files, problems)
  const run = whatRuns(declared, files, problems)
  const components = new Map(all.map((path) => [path, run.get(path, placeOf(path, declared, files.has))]))
  return { components, servers: withPackages(run.servers, components), problems }
}

const NAMES = ['CLAUDE_PLUGIN_ROOT']

/** Of two programs that use the same file the one that keeps it longest decides. */
function whatRuns(declared: Declared, files: Files, problems: Found[]) {
  const valuesOf = ({ files: paths, inline }: Configs) => [
    ...paths.filter((path) => !/\.(mcpb|dxt)$/i.test(path)).map((path) => readJson(path, files.text(path), problems)),
    ...inline,
  ]
  const loadedBy = (values: readonly unknown[]) =>
    closureOf(
      [...new Set(values.flatMap((value) => commandsIn(value)).flatMap((one) => startedBy(one, files, NAMES)))],
      files,
      NAMES,
    )
  const hooks = valuesOf(declared.hooks)
  const servers = serversIn(valuesOf(declared.mcpServers), loadedBy)
  const runs: readonly [Component, { has: (path: string) => boolean }][] = [
    ['MCP server code', servers],
    ['LSP server code', loadedBy(valuesOf(declared.lspServers))],
    ['monitors', loadedBy(valuesOf(declared.monitors))],
    [
      'hook config',
      closureOf(
        hooks.flatMap(modulesIn).flatMap((path) => (files.has(path) ? [path] : [])),
        files,
        NAMES,
      ),
    ],
    ['hook script', loadedBy(hooks)],
  ]
  return {
    servers,
    get: (path: string, place: Component): Component =>
      MAY_BE_RUN.includes(place) ? (runs.find(([, loaded]) => loaded.has(path))?.[0] ?? place) : place,
  }
}

/** A skill stays a skill even when a hook prints it. */
const MAY_BE_RUN: readonly Component[] = ['other', 'skill file', 'executable']

type Servers = Map<string, readonly string[]>

function serversIn(
  configs: readonly unknown[],
  loadedBy: (values: readonly unknown[]) => ReadonlySet<string>,
): Servers {
  const servers: Servers = new Map()
  for (const config of configs) {
    const fields = fieldsOf(config)
    for (const [name, server] of Object.entries(fieldsOf(fields.mcpServers ?? fields)).slice(0, MOST)) {
      for (const path of loadedBy([server])) servers.set(path, [...new Set([...(servers.get(path) ?? []), name])])
    }
  }
  return servers
}

/** A hooks module is loaded with the hooks' configuration and, like it, stays as it was loaded. */
function modulesIn(hooks: unknown): readonly string[] {
  return listOf(fieldsOf(hooks).modules)
    .filter(isText)
    .flatMap((path) => [path.replace(/^\.\//, ''), `hooks/${path.replace(/^\.\//, '')}`])
}

/** The packages a server was started with are those of its own folder and the folders above. */
function withPackages(servers: Servers, components: ReadonlyMap<string, Component>): Servers {
  const all: Servers = new Map(servers)
  for (const [path, component] of components) {
    if (component !== 'dependencies') continue
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')))
    const names = [...servers].filter(([file]) => isBelow(file, folder)).flatMap(([, own]) => own)
    if (names.length > 0) all.set(path, [...new Set(names)])
  }
  return all
}
