import type { Component } from '../types.ts'
import { type Files, filesOf, folderOf, joinPath, nameOf } from './files.ts'
import { fieldsOf, readJson } from './json.ts'
import { closureOf, commandsIn, startedBy } from './started.ts'

/** 'project': below a project's root; 'user': below Claude Code's own configuration folder. */
export type Where = 'project' | 'user'

/**
 * What a file of the project or the user is, by its place alone. What CLAUDE.md imports and what settings and
 * .mcp.json start can lie anywhere: `projectComponentsOf` knows them.
 */
export function projectComponent(path: string, where: Where): Component {
  const inner = where === 'user' ? path : insideClaude(path)
  const name = nameOf(path)
  if (name === 'CLAUDE.md' || (name === 'CLAUDE.local.md' && where === 'project')) return 'CLAUDE.md'
  if (inner !== null) return PLACES.find(([place]) => place.test(inner))?.[1] ?? 'other'
  if (where === 'project' && path === '.mcp.json') return 'MCP config'
  return where === 'project' && path === '.claude-plugin/marketplace.json' ? 'catalogue' : 'other'
}

/** The same with the files that are imported, and the programs that are started, by those at the usual places. */
export function projectComponentsOf(
  paths: Iterable<string>,
  read: (path: string) => string | undefined,
  where: Where,
): Map<string, Component> {
  const all = [...paths]
  const files = filesOf(all, read)
  const placed = new Map(all.map((path) => [path, projectComponent(path, where)]))
  const at = (component: Component) => all.filter((path) => placed.get(path) === component)
  const runs: readonly [Component, ReadonlySet<string>][] = [
    ['CLAUDE.md', importedBy(at('CLAUDE.md'), files)],
    ['MCP server code', runBy(at('MCP config'), files)],
    ['hook script', runBy(at('settings'), files)],
  ]
  return new Map(
    all.map((path) => {
      const place = placed.get(path) ?? 'other'
      return [path, place === 'other' ? (runs.find(([, run]) => run.has(path))?.[0] ?? place) : place]
    }),
  )
}

const PLACES: readonly [RegExp, Component][] = [
  [/^skills\/[^/]+\/SKILL\.md$/, 'skill'],
  [/^skills\/[^/]+\/./, 'skill file'],
  [/^commands\/.*\.md$/i, 'command'],
  [/^agents\/.*\.md$/i, 'agent'],
  [/^rules\/.*\.md$/i, 'rules'],
  [/^output-styles\/.*\.md$/i, 'output style'],
  [/^themes\/.*\.json$/i, 'theme'],
  [/^workflows\/.*\.[cm]?[jt]s$/i, 'workflow'],
  [/^settings(\.local)?\.json$/, 'settings'],
]

/** Also the .claude folder of a part of the project, which is found when Claude works there. */
const insideClaude = (path: string): string | null => /^(?:.*\/)?\.claude\/(.+)$/.exec(path)?.[1] ?? null

const ROOT_NAMES = ['CLAUDE_PROJECT_DIR']

function runBy(configs: readonly string[], files: Files): ReadonlySet<string> {
  const commands = configs.flatMap((path) => {
    const { hooks, mcpServers } = fieldsOf(readJson(path, files.text(path), []))
    return [hooks, mcpServers].flatMap((value) => commandsIn(value))
  })
  const starts = commands.flatMap(({ command, ...rest }) =>
    startedBy({ ...rest, command: command.replaceAll(OWN_FOLDER, `\${${ROOT_NAMES[0]}}/`) }, files, ROOT_NAMES),
  )
  return closureOf([...new Set(starts)], files, ROOT_NAMES)
}

/** The user's own scripts are named by the home folder, and their files here lie below ~/.claude. */
const OWN_FOLDER = /(?:~|\$HOME|\$\{HOME\}|\$CLAUDE_CONFIG_DIR|\$\{CLAUDE_CONFIG_DIR\})\/(?:\.claude\/)?/g

/** `@notes.md` in CLAUDE.md, and in what it imports, five levels deep. */
function importedBy(starts: readonly string[], files: Files): ReadonlySet<string> {
  const all = new Set<string>()
  let level = starts
  for (let depth = 0; depth < 5; depth++) {
    level = level.flatMap((path) => importsIn(files.text(path) ?? '', folderOf(path))).filter((path) => !all.has(path))
    for (const path of level) all.add(path)
  }
  return all
}

const importsIn = (text: string, folder: string) =>
  [...text.matchAll(/(?:^|\s)@([^\s`'"<>]{1,300})/g)].flatMap(([, path = '']) => joinPath(folder, path) ?? [])
