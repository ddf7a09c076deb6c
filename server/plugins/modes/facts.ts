import { lstatSync, readlinkSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { openDisk } from '../../claude/disk.ts'
import { readManifest } from '../../claude/manifest.ts'
import { hasOptions } from '../../claude/options.ts'
import { isInCache, looksLikePlugin } from '../../claude/plugin-folder.ts'
import { findProgram } from '../../claude/program.ts'
import { SKILLS_DIR } from '../../claude/skills-dir.ts'
import type { InstallRecord, Plugin } from '../../claude/types.ts'
import type { Panel } from '../../panel.ts'
import { componentsOf } from '../../reload/components.ts'
import { marketplaceCanMove, skillsDirLoads, versionLinkStays } from '../../reload/dev-modes.ts'
import { directoryMarketplaceLoads } from '../../reload/loaded-from.ts'
import { isInside } from '../../trees/inside.ts'
import { scanTree } from '../../trees/scan.ts'
import { loadedRecord, saidFor } from '../reinstall/plan.ts'
import { sequenceFor } from '../reinstall/sequence.ts'
import { textsBelow } from '../texts.ts'
import { switchedOf } from './log.ts'
import { moveOf } from './move.ts'
import type { ModeFacts } from './types.ts'

/** Everything that decides which ways there are to develop a plugin, looked at here and now. */
export function factsOf(panel: Panel, plugin: Plugin): ModeFacts {
  const { config, watching, survey } = panel
  const { program, marketplaces } = survey.inventory()
  const version = program === null || program === 'unknown' ? null : program.version
  const record = loadedRecord(plugin)
  const source = sourceOf(plugin)
  const inPlace = directoryMarketplaceLoads(version)
  return {
    id: plugin.id,
    name: plugin.name,
    marketplace: plugin.marketplace,
    version,
    program: findProgram(config.claudePath, config.searchPath) !== null,
    loaded: plugin.loaded.how,
    enabled: record === null ? plugin.enabled : saidFor(plugin, record) === true,
    source,
    record: record && {
      scope: record.scope,
      projectPath: record.projectPath,
      installPath: record.installPath,
      version: record.version,
    },
    ...(record === null ? { alsoInstalled: [], elsewhere: [] } : others(panel, plugin, record)),
    inCache: record !== null && isOwnVersion(record.installPath, config.pluginsDir),
    isFolder: record !== null && lstatSync(record.installPath, { throwIfNoEntry: false })?.isDirectory() === true,
    overlaps: source !== null && doOverlap(source.path, realOf(config.pluginsDir) ?? config.pluginsDir),
    gone: whyGone(panel, plugin, record),
    options: record !== null && hasOptions(plugin.id, record.installPath, settingsOf(panel, plugin)),
    skills: skillsPlace(panel, source?.manifest ?? plugin.name, source?.path ?? null),
    marketplaceKind: marketplaces.find(({ name }) => name === plugin.marketplace)?.kind ?? null,
    move: moveOf(panel, plugin, source?.path ?? null),
    watch: { wanted: watching.wants(plugin), impossible: watching.impossible(plugin) },
    abilities: {
      link: versionLinkStays(version),
      skills: skillsDirLoads(version),
      move: marketplaceCanMove(version),
      inPlace: { can: inPlace.how === 'in-place', why: inPlace.why },
    },
    components: kindsIn(source?.path ?? plugin.loaded.path),
    switched: standing(panel, plugin),
  }
}

/** A switch of ours counts as long as it is what the disk shows. */
function standing(panel: Panel, { id, loaded }: Plugin): ModeFacts['switched'] {
  const switched = switchedOf(panel, id)
  const shows = loaded.how === 'link' ? 'cached-link' : loaded.how
  return switched?.mode === shows ? switched : null
}

/** Claude Code's own clone is nobody's place to edit: its next update throws edits away. */
function sourceOf({ source, loaded, name }: Plugin): ModeFacts['source'] {
  if (!source || source.by === 'clone' || !looksLikePlugin(source.path)) return null
  const path = realOf(source.path) ?? source.path
  const manifest = readManifest(openDisk().look(), path).value?.name ?? null
  return loaded.how === 'skills-dir' ? { path, manifest: name } : { path, manifest }
}

/** Whether a record names a version in the cache, be it a folder there or a link that stands there. */
function isOwnVersion(installPath: string, pluginsDir: string): boolean {
  if (!lstatSync(installPath, { throwIfNoEntry: false })?.isSymbolicLink()) return isInCache(installPath, pluginsDir)
  const folder = realOf(join(installPath, '..'))
  const cache = realOf(join(pluginsDir, 'cache'))
  return folder !== null && cache !== null && folder.slice(cache.length).split('/').length === 3
}

const doOverlap = (one: string, other: string) => isInside(one, other) || isInside(other, one)

/** Another installation, or only a word in another settings file, keeps the name taken (measured with 2.1.329). */
function others({ survey, config }: Panel, plugin: Plugin, record: InstallRecord) {
  const records = plugin.records.filter((one) => one !== record)
  const counts = ({ projectPath }: InstallRecord) => projectPath === null || projectPath === config.project
  const settings = plugin.enablements.filter(
    ({ layer, project }) => layer !== record.scope && (project === null || project === config.project),
  )
  const sameName = survey
    .inventory()
    .plugins.filter(({ id, name, enabledBy }) => name === plugin.name && id !== plugin.id && enabledBy !== null)
  return {
    alsoInstalled: [
      ...records.filter(counts).map(({ scope }) => `its installation for the ${scope} scope`),
      ...settings.map(({ file }) => `what ${file} says of it`),
      ...sameName.filter(({ marketplace }) => marketplace !== SKILLS_DIR).map(({ id }) => id),
    ],
    elsewhere: records.filter((one) => !counts(one)).flatMap(({ projectPath }) => projectPath ?? []),
  }
}

function whyGone({ survey, config }: Panel, plugin: Plugin, record: InstallRecord | null): string | null {
  const marketplace = survey.inventory().marketplaces.find(({ name }) => name === plugin.marketplace) ?? null
  const { cannot } = sequenceFor({
    ...{ id: plugin.id, record, marketplace, entry: plugin.entry, enabled: true, options: false },
    program: findProgram(config.claudePath, config.searchPath) !== null,
    projectThere: true,
  })
  return cannot?.sentence ?? null
}

const settingsOf = ({ config }: Panel, { enablements }: Plugin) => [
  join(config.configDir, 'settings.json'),
  ...enablements.map(({ file }) => file),
]

function skillsPlace({ config }: Panel, name: string, source: string | null): ModeFacts['skills'] {
  const path = join(config.configDir, 'skills', name)
  if (!/^[A-Za-z0-9][\w.-]{0,63}$/.test(name))
    return { path, taken: `${JSON.stringify(name)} is no name for a folder.` }
  const stats = lstatSync(path, { throwIfNoEntry: false })
  if (!stats) return { path, taken: null }
  const isOurs = stats.isSymbolicLink() && readlinkSync(path) === source
  return { path, taken: isOurs ? null : `${path} is there already.` }
}

const kindsIn = (folder: string) => [
  ...new Set(componentsOf(scanTree(folder).entries.keys(), textsBelow(folder)).values()),
]

function realOf(path: string): string | null {
  try {
    return realpathSync(path)
  } catch {
    return null
  }
}
