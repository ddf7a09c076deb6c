import { textsFor } from './differences.ts'
import type { Machine } from './machine.ts'
import { nowOf } from './standing.ts'
import type { Change, Condition, Reading, World } from './types.ts'

/** What was tried: files by their text, null where one is not there. */
type Overlay = ReadonlyMap<string, string | null>

/** `from`: what it differs from by its last reading alone. */
type Tried = { overlay: Overlay; by: readonly Reading[]; machine: Machine; from: Tried | null }

const MOST_RUNS = 250
/** However long each of them is: a page waits for this. */
const MOST_STEPS_IN_ALL = 100_000

/**
 * Follows a script in the world as it is and in others that differ in what it asks for, and tells which difference
 * makes it do something that it otherwise does not.
 */
export function explore(world: World, run: (world: World) => Machine): Pick<Explored, 'state' | 'conditions'> {
  const base: Tried = { overlay: new Map(), by: [], machine: run(world), from: null }
  const tried = [base]
  let steps = 0
  for (const reading of readingsOf(base)) tryAll(base, reading)
  for (const one of tried.slice(1))
    for (const reading of readingsOf(one)) if (!base.machine.readings.has(nameOf(reading))) tryAll(one, reading)
  let flips = flipsIn(tried)
  if (flips.length === 0) {
    for (const one of tried.slice(1, 1 + MOST_PAIRS))
      for (const reading of readingsOf(one)) if (!one.overlay.has(reading.file)) tryAll(one, reading)
    flips = flipsIn(tried)
  }
  if (flips.length === 0) return { state: 'unconditional', conditions: [] }
  const common = commonOf(tried)
  const state = isActive(base, common) ? 'active' : 'not active'
  return { state, conditions: conditionsOf(flips, state, world) }

  function tryAll(from: Tried, reading: Reading) {
    const now = from.overlay.has(reading.file) ? (from.overlay.get(reading.file) ?? null) : textIn(world, reading.file)
    if (now === undefined) return
    for (const text of textsFor(reading, now)) {
      if (tried.length >= MOST_RUNS || steps > MOST_STEPS_IN_ALL) return
      const overlay = new Map(from.overlay).set(reading.file, text)
      const by = [...from.by.filter(({ file }) => file !== reading.file), reading]
      const machine = run(over(world, overlay))
      steps += machine.steps
      tried.push({ overlay, by, machine, from })
    }
  }
}

export type Explored = { state: 'active' | 'not active' | 'unconditional'; conditions: Condition[] }

const MOST_PAIRS = 30

const readingsOf = ({ machine }: Tried) => [...machine.readings.values()]
const nameOf = ({ kind, file, keys }: Reading) => JSON.stringify([kind, file, keys])

const over =
  (world: World, overlay: Overlay): World =>
  (path) => {
    const text = overlay.get(path)
    if (text === undefined) return world(path)
    return text === null ? { is: 'nothing' } : { is: 'file', text }
  }

/** undefined: it is no file, or none that is looked into. */
function textIn(world: World, file: string): string | null | undefined {
  const thing = world(file)
  if (thing.is === 'file') return thing.text
  return thing.is === 'nothing' ? null : undefined
}

/** Those that come to another end by something that really decides: what is only printed leads to the same either way. */
function flipsIn(tried: readonly Tried[]): Tried[] {
  const [base] = tried
  const common = commonOf(tried)
  const before = base !== undefined && isActive(base, common)
  const groups = new Map<string, Tried[]>()
  const groupOf = ({ from, by }: Tried) => `${from === null ? '' : tried.indexOf(from)} ${nameOf(by.at(-1) as Reading)}`
  for (const one of tried.slice(1)) groups.set(groupOf(one), [...(groups.get(groupOf(one)) ?? []), one])
  const decides = (one: Tried) =>
    new Set([one.from, ...(groups.get(groupOf(one)) ?? [])].map((other) => other !== null && isActive(other, common)))
      .size > 1
  return tried.slice(1).filter((one) => isActive(one, common) !== before && decides(one))
}

/** What is done in every world says nothing about a switch. */
const commonOf = (tried: readonly Tried[]) =>
  tried.reduce<ReadonlySet<number>>(
    (common, { machine }) => common.intersection(machine.reached),
    tried[0]?.machine.reached ?? new Set(),
  )

const isActive = ({ machine }: Tried, common: ReadonlySet<number>) =>
  [...machine.reached].some((line) => !common.has(line))

/** One for each thing that makes the difference: a key or field rather than the file it stands in, alone rather than together. */
function conditionsOf(flips: readonly Tried[], state: 'active' | 'not active', world: World): Condition[] {
  const fewest = Math.min(...flips.map(({ overlay }) => overlay.size))
  const best = new Map<string, Condition>()
  const inside = new Set<string>()
  for (const flip of flips.filter(({ overlay }) => overlay.size === fewest)) {
    for (const reading of flip.by) {
      if (best.has(nameOf(reading))) continue
      if (reading.kind !== 'flag') inside.add(reading.file)
      best.set(nameOf(reading), {
        ...{
          kind: reading.kind,
          file: reading.file,
          keys: reading.keys,
          line: reading.line,
          now: nowOf(reading, world),
        },
        needsMore:
          reading.kind === 'flag' &&
          flip.overlay.get(reading.file) !== null &&
          flip.machine.takenApart.has(reading.file),
        switch: { becomes: state === 'active' ? 'not active' : 'active', changes: changesOf(flip.overlay, world) },
      })
    }
  }
  return [...best.values()].filter(({ kind, file }) => kind !== 'flag' || !inside.has(file))
}

const changesOf = (overlay: Overlay, world: World): Change[] =>
  [...overlay].map(([file, after]) => ({ file, before: textIn(world, file) ?? null, after }))
