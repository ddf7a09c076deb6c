import { realpathSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import type { Plugin } from '../claude/types.ts'
import type { Panel } from '../panel.ts'
import { remedyText } from '../reload/sequence.ts'
import type { Component, Rule } from '../reload/types.ts'
import { stepsInSession } from './examine.ts'
import { filesOf } from './files.ts'
import { projectFile } from './project-files.ts'
import type { FileRow, Step } from './types.ts'

/** One stage that an edit passes on its way to a session. */
export type Hop = { hop: 'source' | 'cache' | 'loaded'; ok: boolean; detail: string }

export type Why = {
  file: string
  plugin: string | null
  component: Component | null
  hops: readonly Hop[]
  /** What it comes to, in one sentence. */
  answer: string
  remedy: string
  steps: readonly Step[]
  rule: Rule | null
}

/** Why an edit of this file is live or not: every hop on its way, the first one that is broken, and the remedy. */
export async function whyFile(panel: Panel, asked: string): Promise<Why> {
  await panel.survey.ask()
  const file = realOf(resolve(panel.config.project, asked))
  const place = placesOf(panel, file)[0]
  if (!place) return projectFile(panel, file) ?? outside(panel, file)
  const row = filesOf(panel, place.plugin).find(({ path }) => path === place.path)
  if (place.kind === 'other copy' || !row) return notLoaded(file, place, row)
  const hops = hopsOf(place, row)
  const isWhole = hops.every((hop) => hop.ok) && row.component !== 'CLAUDE.md'
  const steps = isWhole ? stepsInSession(panel, place.plugin, row) : row.steps
  return {
    file,
    plugin: place.plugin.id,
    component: row.component,
    hops,
    answer: answerOf(place, row, hops, steps),
    remedy: remedyText(steps),
    steps,
    rule: row.verdict?.rule ?? null,
  }
}

/** Where a file lies in a plugin; `path` is below that folder. */
type Place = { plugin: Plugin; kind: 'source' | 'loaded' | 'other copy'; root: string; path: string }

/** Every plugin that has this file, the ones whose folder is nearest first. */
function placesOf(panel: Panel, file: string): Place[] {
  const places = panel.survey.inventory().plugins.flatMap((plugin) =>
    foldersOf(plugin).flatMap(([kind, folder]) => {
      const root = realOf(folder)
      return file.startsWith(root + sep)
        ? [{ plugin, kind, root, path: relative(root, file).replaceAll(sep, '/') }]
        : []
    }),
  )
  const rank = (place: Place) => KINDS.indexOf(place.kind) - (place.plugin.enabled ? KINDS.length : 0)
  return places.sort((one, other) => other.root.length - one.root.length || rank(one) - rank(other))
}

const KINDS: readonly Place['kind'][] = ['source', 'loaded', 'other copy']

const foldersOf = ({ source, loaded, cached }: Plugin): [Place['kind'], string][] => [
  ...(source ? [['source', source.path] as [Place['kind'], string]] : []),
  ['loaded', loaded.path],
  ...cached.map((version): [Place['kind'], string] => ['other copy', version.path]),
]

function hopsOf({ plugin, root, path }: Place, row: FileRow): Hop[] {
  const { loaded, source, enabled, enabledBy } = plugin
  const hops: Hop[] = []
  if (source) hops.push({ hop: 'source', ok: row.state !== 'removed', detail: join(source.path, path) })
  if (loaded.how === 'cache') hops.push({ hop: 'cache', ok: row.state === 'same', detail: cacheDetail(plugin, row) })
  const reads = loaded.how === 'missing' ? loaded.why : `Claude Code reads ${loaded.path}: ${loaded.why}`
  hops.push(
    enabled
      ? { hop: 'loaded', ok: loaded.how !== 'missing', detail: reads }
      : {
          hop: 'loaded',
          ok: false,
          detail: `${plugin.id} is disabled${enabledBy ? ` in ${enabledBy.file}` : ': no settings enable it'}`,
        },
  )
  return hops.length > 0 ? hops : [{ hop: 'loaded', ok: true, detail: root }]
}

function cacheDetail({ loaded, source }: Plugin, { state, edited, path }: FileRow): string {
  const copy = join(loaded.path, path)
  if (!source) return `${copy}; its source is not known on this machine`
  if (state === 'same') return `${copy} is the same as the source`
  if (state === 'added') return `${copy} does not exist yet`
  if (state === 'removed') return `${copy} is still there, though the source no longer has it`
  return edited === 'cache'
    ? `${copy} was edited itself and differs from the source`
    : `${copy} differs from the source`
}

function answerOf({ plugin, kind }: Place, row: FileRow, hops: readonly Hop[], steps: readonly Step[]): string {
  if (row.component === 'CLAUDE.md')
    return 'Claude Code never reads a CLAUDE.md inside a plugin: move it into a skill or a hook.'
  if (!plugin.enabled) return `${plugin.id} is not enabled, so none of its files are live.`
  const broken = hops.find((hop) => !hop.ok)
  if (broken?.hop === 'loaded') return `Not live: ${broken.detail}`
  if (broken) return `Not live: ${broken.detail}. ${sentenceOf(steps)}`
  const where =
    kind === 'loaded' && plugin.loaded.how === 'cache' && plugin.source
      ? `This is the loaded copy; the next sync or update replaces it from ${plugin.source.path}. `
      : ''
  return `${where}Claude Code reads this very content. ${sentenceOf(steps)}`
}

function sentenceOf(steps: readonly Step[]): string {
  const wanted = steps.filter((step) => step.by !== 'nobody').map((step) => step.command ?? step.text)
  return wanted.length === 0
    ? 'Running sessions have it at its next use.'
    : `To be live in a session that began before the edit: ${wanted.join(', then ')}.`
}

function notLoaded(file: string, { plugin, kind, path, root }: Place, row: FileRow | undefined): Why {
  const answer =
    kind === 'other copy'
      ? `Not live: this is the cached version ${basename(root)} of ${plugin.id}, and Claude Code reads ${plugin.loaded.path}.`
      : statSync(file, { throwIfNoEntry: false })
        ? `${path} is left out: Claude Code does not take it along when it installs a plugin.`
        : `${path} is in neither copy of ${plugin.id}.`
  return {
    ...NOTHING,
    file,
    plugin: plugin.id,
    component: row?.component ?? null,
    hops: [{ hop: 'loaded', ok: false, detail: answer }],
    answer,
  }
}

function outside(panel: Panel, file: string): Why {
  const clone = panel.survey
    .inventory()
    .marketplaces.find(({ folder }) => folder && file.startsWith(realOf(folder) + sep))
  const answer = clone
    ? `This file lies in the folder of the marketplace ${clone.name}, but no installed plugin is read or synced from it.`
    : 'This file belongs to no installed plugin, and is none that Claude Code reads for this project or user.'
  return { ...NOTHING, file, answer }
}

const NOTHING = { plugin: null, component: null, hops: [], remedy: remedyText([]), steps: [], rule: null } as const

/** The real path, also of a file that is gone. */
function realOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    const above = dirname(path)
    return above === path ? path : join(realOf(above), basename(path))
  }
}
