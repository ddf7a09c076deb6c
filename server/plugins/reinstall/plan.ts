import { createHash } from 'node:crypto'
import { existsSync, lstatSync } from 'node:fs'
import { join } from 'node:path'
import { marketplaceCopy } from '../../claude/marketplace-copy.ts'
import { hasOptions } from '../../claude/options.ts'
import { isInCache } from '../../claude/plugin-folder.ts'
import { findProgram } from '../../claude/program.ts'
import type { InstallRecord, Plugin } from '../../claude/types.ts'
import type { Panel } from '../../panel.ts'
import { type Comparison, comparePair } from '../../trees/pair.ts'
import { scanTree } from '../../trees/scan.ts'
import type { FileDelta } from '../../trees/types.ts'
import { findPlugin } from '../find.ts'
import { baseOf, withBase } from '../pairs.ts'
import { stepsAfter } from './after.ts'
import { fateOf, notesOn, sessionsWith } from './notes.ts'
import { sequenceFor } from './sequence.ts'
import type { Planned } from './types.ts'

/** What a reinstall of this plugin would do here and now, or why it cannot be done. */
export function planReinstall(panel: Panel, id: string): Planned {
  const plugin = findPlugin(panel, id)
  const record = loadedRecord(plugin)
  const marketplace = panel.survey.inventory().marketplaces.find(({ name }) => name === plugin.marketplace) ?? null
  const enabled = record !== null && saidFor(plugin, record) === true
  const { commands, cannot } = sequenceFor({
    id: plugin.id,
    program: findProgram(panel.config.claudePath, panel.config.searchPath) !== null,
    record,
    projectThere: !record?.projectPath || existsSync(record.projectPath),
    marketplace,
    entry: plugin.entry,
    enabled,
    options: record !== null && hasOptions(plugin.id, record.installPath, settingsOf(panel, plugin)),
  })
  if (cannot || !record || !marketplace || !plugin.entry)
    return {
      id: plugin.id,
      plan: null,
      cannot: cannot ?? { sentence: `${plugin.id} cannot be reinstalled.`, next: '' },
    }
  const foreign = foreignFolder(panel, plugin, record)
  if (foreign) return { id: plugin.id, plan: null, cannot: foreign }
  const copy = marketplaceCopy(marketplace, plugin.entry)
  const compared = copy !== null && copy !== 'elsewhere' ? compareWith(panel, plugin, record, copy) : null
  const edited = compared ? compared.deltas.filter(isEdited).map(({ path }) => path) : editedSince(panel, record)
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([record, commands, edited]))
    .digest('hex')
    .slice(0, 16)
  return {
    id: plugin.id,
    cannot: null,
    plan: {
      id: plugin.id,
      record,
      others: plugin.records
        .filter((other) => other !== record)
        .map((other) => ({ record: other, sentence: fateOf(other, record) })),
      commands,
      folder: record.projectPath ?? panel.config.project,
      enabled,
      edited,
      differing: compared?.deltas.length ?? null,
      notes: notesOn(plugin, record),
      sessions: sessionsWith(panel, plugin, record),
      after: compared ? stepsAfter(panel, plugin, record.installPath, compared.deltas.map(changeOf)) : [],
      fingerprint,
    },
  }
}

/** The record that counts, which a plugin's row is made of. */
export const loadedRecord = ({ records, scope, version, installedAt, loaded }: Plugin): InstallRecord | null => {
  const fitting = records.filter((one) => one.scope === scope && one.version === version)
  return (
    fitting.find((one) => one.installPath === loaded.path && one.installedAt === installedAt) ??
    fitting.find((one) => one.installedAt === installedAt) ??
    null
  )
}

/** What the settings of a record's own scope say of the plugin; null when nothing. */
export const saidFor = ({ enablements }: Plugin, { scope, projectPath }: InstallRecord): boolean | null =>
  enablements.find(({ layer, project }) => layer === scope && (project === null || project === projectPath))?.value ??
  null

const settingsOf = ({ config }: Panel, { enablements }: Plugin) => [
  join(config.configDir, 'settings.json'),
  ...enablements.map(({ file }) => file),
]

const isEdited = ({ edited }: FileDelta) => edited === 'cache' || edited === 'both'

/** In a comparison with the marketplace 'added' is what only the marketplace has, and what a reinstall brings. */
const changeOf = ({ path, state }: FileDelta) => ({
  path,
  change: state === 'added' ? ('added' as const) : state === 'removed' ? ('removed' as const) : ('edited' as const),
})

/** A record may name any folder: only one in the cache, or none, is what an installation makes. */
function foreignFolder({ config }: Panel, { id }: Plugin, { installPath }: InstallRecord) {
  const isLink = lstatSync(installPath, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
  if (isLink || !existsSync(installPath) || isInCache(installPath, config.pluginsDir)) return null
  return {
    sentence: `${id} is recorded at ${installPath}, which is not in Claude Code's cache; what would become of it is not known.`,
    next: `Uninstall and install it yourself: \`claude plugin uninstall ${id} --keep-data\`.`,
  }
}

function compareWith(panel: Panel, plugin: Plugin, record: InstallRecord, source: string): Comparison | null {
  if (!existsSync(record.installPath)) return null
  const installedAt = Date.parse(record.lastUpdated ?? '')
  const compared = comparePair(
    withBase(
      {
        key: plugin.id,
        source,
        loaded: record.installPath,
        installedAt: Number.isNaN(installedAt) ? null : installedAt,
        git: record.gitCommitSha !== null,
        commit: record.gitCommitSha,
      },
      panel.store,
    ),
  )
  return compared.loaded.via === null ? compared : null
}

/** Without anything to compare with: what is younger than the installation, and not from a sync of ours. */
function editedSince({ store }: Panel, { installPath, lastUpdated }: InstallRecord): string[] {
  const installedAt = Date.parse(lastUpdated ?? '')
  if (Number.isNaN(installedAt)) return []
  const synced = baseOf(store, installPath, installedAt)
  return [...scanTree(installPath).entries.values()]
    .filter(({ path, mtimeMs }) => mtimeMs > installedAt && !synced.has(path))
    .map(({ path }) => path)
}
