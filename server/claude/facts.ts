import type { Look } from './disk.ts'
import type { ReadMarketplace } from './marketplaces.ts'
import { decidingIn, type Settings } from './settings.ts'
import type { SuggestLink } from './suggestions.ts'
import type {
  CachedVersion,
  ClaudeProgram,
  DirectoryMarketplaceLoads,
  Enablement,
  ListedPlugin,
  Problem,
} from './types.ts'

/** What the files alone do not tell. `listed` has to be of the files as they are now (see registryFiles), else null. */
export type Knowledge = {
  program: ClaudeProgram | null | 'unknown'
  listed: readonly ListedPlugin[] | null
  /** Plugin id to the directory in which the user edits it. */
  links: ReadonlyMap<string, string>
  directoryMarketplaceLoads: DirectoryMarketplaceLoads
}

/** Everything that one reading has found, from which each plugin's row is made. */
export type Facts = {
  look: Look
  project: string
  settings: Settings
  installedFile: string
  marketplaces: ReadonlyMap<string, ReadMarketplace>
  /** By plugin id. */
  cached: ReadonlyMap<string, readonly CachedVersion[]>
  rows: ReadonlyMap<string, readonly ListedPlugin[]>
  suggest: SuggestLink
  knowledge: Knowledge
}

export type Enabled = {
  enabled: boolean
  enabledBy: Enablement | null
  enablements: readonly Enablement[]
  problems: Problem[]
}

/**
 * Whether a plugin is enabled in this project. The settings files decide; where Claude Code itself says otherwise, it is
 * believed and the difference told, except about managed settings: its list (2.1.329) leaves those out, its sessions
 * obey them.
 */
export function enabledIn(
  { settings, project }: Facts,
  id: string,
  row: ListedPlugin | undefined,
  unlessSaid: boolean,
): Enabled {
  const enablements = settings.enablements.get(id) ?? []
  const enabledBy = decidingIn(project, enablements)
  const bySettings = enabledBy?.value ?? unlessSaid
  if (!row || row.enabled === bySettings || enabledBy?.layer === 'managed')
    return { enabled: bySettings, enabledBy, enablements, problems: [] }
  const said = enabledBy ? `although ${enabledBy.file} says ${enabledBy.value}` : 'although no settings file says so'
  const message = `Claude Code lists ${id} as ${row.enabled ? 'enabled' : 'disabled'}, ${said}.`
  return {
    enabled: row.enabled,
    enabledBy,
    enablements,
    problems: [{ file: enabledBy?.file ?? row.installPath, message }],
  }
}

/** An installed plugin that Claude Code was asked about and did not tell: most often it refuses the whole file. */
export const unlisted = (id: string, installedFile: string): Problem => ({
  file: installedFile,
  message: `Claude Code does not list ${id}, although this file has it; what is shown of it may not be what is loaded.`,
})

/** What Claude Code itself says is wrong with a plugin. */
export const complaints = (id: string, rows: readonly ListedPlugin[], file: string): Problem[] =>
  [...new Set(rows.flatMap((row) => row.errors))].map((error) => ({
    file,
    message: `Claude Code says of ${id}: ${error.replace(/\.$/, '')}.`,
  }))

/** The program's version, null when it is not known. */
export const versionIn = ({ program }: Knowledge): string | null =>
  program !== null && program !== 'unknown' ? program.version : null
