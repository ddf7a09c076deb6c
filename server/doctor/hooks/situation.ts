import { dirname } from 'node:path'
import type { Look } from '../../claude/disk.ts'
import { fieldOf, isObject, jsonReader } from '../../claude/json.ts'
import { usedProjects } from '../../claude/known-directories.ts'
import { settingsFiles } from '../../claude/settings.ts'
import type { SettingsLayer } from '../../claude/types.ts'
import type { Config } from '../../config.ts'

/** What decides about hooks beside the hooks themselves, in one project. Files are named where they decide. */
export type Situation = {
  project: string
  /** No hook runs, not even the administrator's. */
  allOff: string | null
  /** None but the administrator's. */
  off: string | null
  managedOnly: string | null
  /** Only those of plugins. */
  pluginsOnly: string | null
  /** Settings files that Claude Code does not read at all, and why. */
  ignored: ReadonlyMap<string, string>
  /** Why the project's own hooks do not run, without a full stop, where nobody has trusted it yet. */
  untrusted: string | null
}

/**
 * Measured with 2.1.329: the last managed file that says something about `disableAllHooks` decides, for all hooks; else
 * the strongest other one, for all but the administrator's. The two other switches count in managed settings alone, and
 * the last managed file that says something decides.
 */
export function situationIn(look: Look, config: Config): Situation {
  const { project, configDir, managedSettings, home } = config
  const files = settingsFiles(look, { configDir, managedSettings, projects: [project] }).map(
    ({ layer, file }): Said => ({ layer, file, ...(readSwitches(look, file).value ?? NOTHING) }),
  )
  const counted = files.filter((said) => whyIgnored(said) === null)
  const managed = counted.filter(({ layer }) => layer === 'managed')
  const others = counted.filter(({ layer }) => layer !== 'managed')
  const last = (all: readonly Said[]) => all.findLast(({ disable }) => typeof disable === 'boolean')
  const decides = last(managed) ?? last(others)
  const only = managed.findLast(({ only }) => only !== undefined)
  const strict = managed.findLast(({ strict }) => strict !== undefined)
  return {
    project,
    allOff: decides?.disable === true && decides.layer === 'managed' ? decides.file : null,
    off: decides?.disable === true && decides.layer !== 'managed' ? decides.file : null,
    managedOnly: only && only.only !== false ? only.file : null,
    pluginsOnly: strict && isStrict(strict.strict) ? strict.file : null,
    ignored: new Map(files.flatMap((said) => entryOf(said.file, whyIgnored(said)))),
    untrusted: isTrusted(look, project, configDir, home) ? null : untrusted(project),
  }
}

type Switches = { disable: unknown; only: unknown; strict: unknown; plugins: unknown }
type Said = Switches & { layer: SettingsLayer; file: string }

const NOTHING: Switches = { disable: undefined, only: undefined, strict: undefined, plugins: undefined }

const readSwitches = jsonReader(
  (json): Switches => ({
    disable: fieldOf(json, 'disableAllHooks'),
    only: fieldOf(json, 'allowManagedHooksOnly'),
    strict: fieldOf(json, 'strictPluginOnlyCustomization'),
    plugins: fieldOf(json, 'enabledPlugins'),
  }),
)

/** What it cannot understand it takes for a yes. */
const isStrict = (value: unknown) => (Array.isArray(value) ? value.includes('hooks') : value !== false)

/** Managed settings lose only the entry that is wrong. */
function whyIgnored({ layer, disable, plugins }: Said): string | null {
  if (layer === 'managed') return null
  if (disable !== undefined && typeof disable !== 'boolean') return 'its disableAllHooks is neither true nor false.'
  if (plugins !== undefined && !isObject(plugins)) return 'its enabledPlugins is no object.'
  return null
}

const entryOf = (file: string, why: string | null): [string, string][] => (why === null ? [] : [[file, why]])

/** A folder is trusted with the one around it. */
function isTrusted(look: Look, project: string, configDir: string, home: string): boolean {
  const trusted = new Set(usedProjects(look, configDir, home).flatMap((used) => (used.trusted ? [used.path] : [])))
  for (let folder = look.real(project) ?? project; ; folder = dirname(folder)) {
    if (trusted.has(folder)) return true
    if (folder === dirname(folder)) return trusted.has(project)
  }
}

const untrusted = (project: string) =>
  `Nobody has trusted ${project} yet: Claude Code asks before it runs what the project configures`
