import { HotplugError } from '../errors.ts'
import { partsOf, probeKinds } from './sample/all.ts'
import type { Part } from './sample/parts.ts'
import { needsAlone } from './steps.ts'
import { cellKey, type ProbeCell, type ProbeMode, type ProbeOptions } from './types.ts'

/** What shares a session: kinds of one mode that do not disturb each other. */
export type Scene = { readonly mode: ProbeMode; readonly name: string; readonly parts: readonly Part[] }

type Asked = Pick<ProbeOptions, 'driver' | 'only' | 'quick' | 'done'>

/** One kind of every remedy there is, and of each the one that is edited most: what an author meets every day. */
export const QUICK_KINDS: readonly string[] = [
  'skill-desc',
  'skill-body(/slash)',
  'command-body',
  'agent-desc',
  'agent-body',
  'hook-script',
  'hooks.json(command changed)',
  '.mcp.json(args changed)',
  'project skill-body(/slash)',
  'CLAUDE.md',
]

/** Every cell that is asked for, those that are done included. */
export function cellsAsked({ driver, only, quick }: Omit<Asked, 'done'>): readonly ProbeCell[] {
  const kinds = only ?? (quick ? QUICK_KINDS : probeKinds)
  return (quick ? QUICK_MODES : MODES).flatMap((mode) =>
    partsOf(mode).flatMap(({ kind }) => (kinds.includes(kind) ? { driver, mode, kind } : [])),
  )
}

/** What is left to be measured, in sessions; those that take longest come first. */
export function scenesOf(asked: Asked): readonly Scene[] {
  const left = new Set(
    cellsAsked(asked)
      .filter((cell) => !isDone(cell, asked))
      .map(cellKey),
  )
  const scenes = MODES.flatMap((mode) => {
    const parts = partsOf(mode).filter(({ kind }) => left.has(cellKey({ driver: asked.driver, mode, kind })))
    return [...Map.groupBy(parts, ({ scene }) => scene)].map(([name, parts]) => ({ mode, name, parts }))
  })
  return scenes.toSorted((one, other) => Number(isLong(other)) - Number(isLong(one)))
}

/** The kinds that these texts name, each by its name or the beginning of it. */
export function kindsNamed(texts: readonly string[]): readonly string[] {
  const named = texts.flatMap((text) => {
    const [wanted, all] = [text.trim().toLowerCase(), probeKinds.map((kind) => ({ kind, key: kind.toLowerCase() }))]
    const exact = all.filter(({ key }) => key === wanted)
    const found = exact.length > 0 ? exact : all.filter(({ key }) => key.startsWith(wanted))
    if (wanted === '' || found.length === 0) throw unknownKind(text)
    return found.map(({ kind }) => kind)
  })
  return probeKinds.filter((kind) => named.includes(kind))
}

const MODES: readonly ProbeMode[] = ['D', 'J', 'G', 'P', 'S']
/** Where authors edit: the source of a directory marketplace's plugin, and the project. */
const QUICK_MODES: readonly ProbeMode[] = ['D', 'J']

/** A quick probe does not ask what an action does alone, so its rows may lack that. */
function isDone(cell: ProbeCell, { done, quick }: Asked): boolean {
  const row = done.get(cellKey(cell))
  return row !== undefined && (quick || row.alone !== undefined || !needsAlone(row.least_action))
}

/** Only a new session brings a server's changes, and that is the last step but one. */
const isLong = ({ name }: Scene) => name === 'servers'

const unknownKind = (text: string) =>
  new HotplugError(422, `There is no kind ${text.trim()} to measure.`, `The kinds are: ${probeKinds.join(', ')}.`)
