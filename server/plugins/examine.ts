import type { Plugin } from '../claude/types.ts'
import type { Panel } from '../panel.ts'
import { strongest } from '../reload/actions.ts'
import { editsOf } from '../reload/changes.ts'
import { type Anatomy, anatomyOf } from '../reload/components.ts'
import type { OwnResults } from '../reload/own.ts'
import { remedyText, type SequenceContext, sequenceOf } from '../reload/sequence.ts'
import type { Component, Edit, Mode, Situation, Verdict } from '../reload/types.ts'
import { verdictOf } from '../reload/verdict.ts'
import { newestMeasured } from '../reload/versions.ts'
import type { Comparison } from '../trees/pair.ts'
import { scanTree } from '../trees/scan.ts'
import type { FileDelta } from '../trees/types.ts'
import { needsOf } from './needs.ts'
import { textsBelow } from './texts.ts'
import type { FileRow, Step } from './types.ts'

/** The least that makes every differing file of a plugin live, as steps and as the command line's words. */
export type Examination = { steps: readonly Step[]; remedy: string }

type ReadText = (path: string) => string | undefined

const examined = new WeakMap<Comparison, { version: string; own: OwnResults; examination: Examination }>()

/** A comparison is examined once, as long as the version of Claude Code and what was measured of it stay the same. */
export function examine(panel: Panel, plugin: Plugin, compared: Comparison): Examination {
  const version = versionOf(panel)
  const own = panel.results.own()
  const known = examined.get(compared)
  if (known?.version === version && known.own === own) return known.examination
  const examination = examineNow(panel, plugin, compared)
  examined.set(compared, { version, own, examination })
  return examination
}

function examineNow(panel: Panel, plugin: Plugin, { deltas }: Comparison): Examination {
  if (deltas.length === 0) return { steps: [], remedy: remedyText([]) }
  const anatomy = anatomyNow(plugin)
  const changed = rowsOf(panel, plugin, deltas, anatomy).flatMap(withVerdict)
  const context = contextOf(panel, plugin, anatomy)
  if (!deltas.every((delta) => isLoaded(plugin, delta))) {
    const steps = sequenceOf(changed, context)
    return { steps, remedy: remedyText(steps) }
  }
  const steps = sequenceOf(changed, { ...context, needs: null })
  return { steps: [reviewOf(deltas), ...steps], remedy: remedyText(steps) }
}

/** What only the loaded copy holds is live already; whether it goes back to the source, or goes, is for its author to say. */
const reviewOf = (deltas: readonly FileDelta[]): Step => ({
  by: 'hotplug',
  text: `Review ${deltas.length === 1 ? '1 file' : `${deltas.length} files`}`,
  command: null,
  why: 'Edited in the loaded copy itself: the next sync or update would replace it. Bring it back to the source, or let it go.',
})

/** Each of these files with what it is and what it needs by itself. */
export function rowsOf(
  panel: Panel,
  plugin: Plugin,
  deltas: readonly FileDelta[],
  anatomy = anatomyNow(plugin),
  before: ReadText = textsBelow(plugin.loaded.path),
  situation = situationOf(panel, plugin),
): FileRow[] {
  const context = contextOf(panel, plugin, anatomy, situation)
  return deltas.map((delta) => {
    const component = anatomy.components.get(delta.path) ?? 'other'
    const verdict = verdictOn(plugin, delta, component, situation, before)
    const needed = isLoaded(plugin, delta) ? { ...context, needs: null } : context
    const steps = verdict && asks(plugin, delta) ? sequenceOf([{ path: delta.path, verdict }], needed) : []
    const entry = delta.source ?? delta.loaded
    return {
      path: delta.path,
      state: delta.state,
      aspects: delta.aspects,
      edited: delta.edited,
      component,
      steps,
      remedy: remedyText(steps),
      verdict,
      size: entry?.size ?? 0,
      mtimeMs: entry?.mtimeMs ?? 0,
    }
  })
}

const MODES: Record<Plugin['loaded']['how'], Mode> = {
  'in-place': 'in-place',
  cache: 'cached',
  link: 'cached',
  'skills-dir': 'skills-dir',
  missing: 'cached',
}

/** Without a plugin: of a file of the project or the user. */
export const situationOf = (panel: Panel, plugin: Plugin | null): Situation => ({
  version: versionOf(panel),
  mode: plugin ? MODES[plugin.loaded.how] : 'project',
  driver: 'interactive',
  own: panel.results.own(),
})

function versionOf(panel: Panel): string {
  const { program } = panel.survey.inventory()
  return program === null || program === 'unknown' ? newestMeasured : program.version
}

/** Both copies together: what was removed from the source is still known from the loaded one, or from `before`. */
function anatomyNow({ source, loaded }: Plugin, also: readonly string[] = [], before?: ReadText): Anatomy {
  const roots = [...new Set([...(source ? [source.path] : []), loaded.path])]
  const paths = new Set([...roots.flatMap((root) => [...scanTree(root).entries.keys()]), ...also])
  const read = textsBelow(...roots)
  return anatomyOf(paths, (path) => read(path) ?? before?.(path))
}

/** What sessions still need after these differences were synced; `before` reads what the loaded copy held until then. */
export function stepsAfter(panel: Panel, plugin: Plugin, deltas: readonly FileDelta[], before: ReadText) {
  const anatomy = anatomyNow(
    plugin,
    deltas.map(({ path }) => path),
    before,
  )
  const changed = rowsOf(panel, plugin, deltas, anatomy, before).flatMap(withVerdict)
  return sequenceOf(changed, { ...contextOf(panel, plugin, anatomy), needs: null })
}

/** What sessions that began before the latest edit still need, when the loaded folder holds it already. */
export function stepsInSession(
  panel: Panel,
  plugin: Plugin,
  { path, verdict }: FileRow,
  situation = situationOf(panel, plugin),
): readonly Step[] {
  return verdict
    ? sequenceOf([{ path, verdict }], { ...contextOf(panel, plugin, anatomyNow(plugin), situation), needs: null })
    : []
}

/** A file that does not differ shows what an edit of it would need. */
function verdictOn(
  plugin: Plugin,
  delta: FileDelta,
  component: Component,
  situation: Situation,
  read: ReadText,
): Verdict | null {
  const edits = delta.state === 'same' ? [] : editsIn(plugin, delta, component, read)
  const all = edits.length > 0 ? edits : [{ component, change: 'edited' } as const]
  return strongest(all.map((edit) => verdictOf(edit, situation)))
}

function editsIn(
  { source }: Plugin,
  { path, state }: FileDelta,
  component: Component,
  read: ReadText,
): readonly Edit[] {
  if (state === 'added') return [{ component, change: 'added' }]
  if (state === 'removed') return [{ component, change: 'removed' }]
  const before = read(path)
  const after = source ? textsBelow(source.path)(path) : before
  return before === undefined || after === undefined ? [] : editsOf(component, before, after)
}

/** Where Claude Code reads the folder itself, every file shows what an edit needs; else only what differs does. */
const asks = ({ loaded }: Plugin, { state }: FileDelta) => loaded.how !== 'cache' || state !== 'same'

/** The content is in the loaded folder already: only sessions have to read it again. */
const isLoaded = ({ loaded }: Plugin, { edited }: FileDelta) => loaded.how !== 'cache' || edited === 'cache'

const withVerdict = ({ path, verdict }: FileRow) => (verdict ? [{ path, verdict }] : [])

function contextOf(
  panel: Panel,
  plugin: Plugin,
  { servers }: Anatomy,
  { driver } = situationOf(panel, plugin),
): SequenceContext {
  return { needs: needsOf(plugin), plugin: plugin.id, servers, driver }
}
