import type { Files, HookCommand, Part } from './parts.ts'

/** All files of a scene: `takeOf` says which edit each kind is at. */
export function filesOf(parts: readonly Part[], takeOf: (kind: string) => number): Files {
  const files: Record<string, string> = {}
  const values: Record<string, object> = {}
  const merge = (file: string, more: object) => {
    values[file] = { ...values[file], ...more }
  }
  const hooks = new Map<string, HookCommand[]>()
  const servers = new Map<string, object>()

  if (parts.some(isPlugin)) merge(MANIFEST, { name: 'sample', version: '0.1.0', description: 'Is measured.' })
  for (const part of parts) {
    const take = takeOf(part.kind)
    Object.assign(files, part.files?.(take))
    for (const [file, value] of Object.entries(part.json?.(take) ?? {})) merge(file, value)
    for (const [file, commands] of Object.entries(part.hooks?.(take) ?? {}))
      if (commands) hooks.set(file, [...(hooks.get(file) ?? []), ...commands])
    for (const [file, named] of Object.entries(part.servers?.(take) ?? {}))
      servers.set(file, { ...servers.get(file), ...named })
  }
  for (const [file, commands] of hooks) merge(file, { hooks: hooksOf(commands) })
  for (const [file, mcpServers] of servers) merge(file, { mcpServers })
  for (const [file, value] of Object.entries(values)) files[file] = `${JSON.stringify(value, null, 2)}\n`
  return files
}

/** The files of the next take that differ from those of the one before; null: deleted. */
export function changesBetween(before: Files, after: Files): ReadonlyMap<string, string | null> {
  const changes = new Map<string, string | null>()
  for (const path of Object.keys(before)) if (!(path in after)) changes.set(path, null)
  for (const [path, text] of Object.entries(after)) if (before[path] !== text) changes.set(path, text)
  return changes
}

const MANIFEST = 'plugin/.claude-plugin/plugin.json'

const isPlugin = ({ files, hooks, servers }: Part) =>
  [files, hooks, servers].some((of) =>
    Object.keys(of?.(0) ?? {})
      .concat(Object.keys(of?.(1) ?? {}))
      .some(isInPlugin),
  )

const isInPlugin = (path: string) => path.startsWith('plugin/')

function hooksOf(commands: readonly HookCommand[]) {
  const byEvent = Object.groupBy(commands, ({ event = 'UserPromptSubmit' }) => event)
  return Object.fromEntries(
    Object.entries(byEvent).map(([event, some = []]) => [
      event,
      [{ hooks: some.map(({ command }) => ({ type: 'command', command })) }],
    ]),
  )
}
