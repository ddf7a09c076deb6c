import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { fingerprint } from '../../claude/program.ts'
import type { Problem } from '../../claude/types.ts'
import type { Around, Examined, Finding, Place } from '../../doctor/types.ts'
import { sentenceOf } from '../../errors.ts'
import type { Progress } from '../types.ts'
import { keyOf, stampOf } from './stamps.ts'
import { filesOutside, treesOf } from './watched.ts'

/** `changes` counts what was said of a place: what was examined before the latest word is examined again. */
type Remembered = { stamp: string; changes: number; examined: Examined; said: string; outside: Outside }

/** Files that nobody watches, and how they were when the place was examined. */
type Outside = { files: readonly string[]; stamp: string }

/** Most of an examination is reading; where a program is asked for its opinion, others need not wait for it. */
const AT_ONCE = 3

/** What was found in each place, as long as nothing that it rests on has changed. */
export function openMemory(complain: (problem: Problem) => void) {
  const known = new Map<string, Remembered>()
  const changes = new Map<string, number>()
  const trees = new Map<string, readonly string[]>()
  let order: readonly string[] = []
  let isStopped = false

  const changesOf = (key: string) => changes.get(key) ?? 0
  const forget = (key: string) => void changes.set(key, changesOf(key) + 1)

  function isFresh(key: string, stamp: string) {
    const found = known.get(key)
    return found !== undefined && found.stamp === stamp && found.changes === changesOf(key)
  }

  async function examine(place: Place, key: string, stamp: string, around: Around): Promise<boolean> {
    const before = known.get(key)
    const changes = changesOf(key)
    const found = await foundIn(place, around).catch((error) => unexamined(place, error))
    const { files } = found
    known.set(key, { stamp, changes, ...found, outside: { files, stamp: fingerprint(files) } })
    return before?.said !== found.said
  }

  /** Nothing on disk should make this happen; where it does, everything else is still examined. */
  function unexamined(place: Place, error: unknown) {
    complain({ file: place.root, message: `This could not be examined by the doctor: ${sentenceOf(error)}` })
    const examined: Examined = { place, subjects: [], findings: [] }
    return { examined, said: '', files: [] }
  }

  function keepOnly(keys: readonly string[]): boolean {
    order = keys
    const gone = [...known.keys()].filter((key) => !keys.includes(key))
    for (const key of gone) {
      known.delete(key)
      changes.delete(key)
      trees.delete(key)
    }
    return gone.length > 0
  }

  return {
    /** Examines what is not known, a few at once so that pages can be answered meanwhile; whether anything is new. */
    async bring(places: readonly Place[], around: Around, tell: (progress: Progress) => void): Promise<boolean> {
      const stamp = stampOf(around)
      const all = new Map(places.map((place) => [keyOf(place), { place, stamp: stamp(place) }]))
      let isNews = keepOnly([...all.keys()])
      const waiting = [...all].filter(([key, { stamp }]) => !isFresh(key, stamp))
      for (const [key, { place }] of waiting) trees.set(key, treesOf(place))
      const total = waiting.length
      let done = 0
      const work = async () => {
        for (let next = waiting.shift(); next !== undefined && !isStopped; next = waiting.shift()) {
          await nextTurn()
          const [key, { place, stamp }] = next
          if (await examine(place, key, stamp, around)) isNews = true
          tell({ done: ++done, total })
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, work))
      return isNews
    },

    examined: (): readonly Examined[] => order.flatMap((key) => known.get(key)?.examined ?? []),

    /** Something changed below this folder. */
    stirred(tree: string) {
      for (const [key, all] of trees) if (all.includes(tree)) forget(key)
    },

    /** Sessions began, ended or read their plugins again: what they had not read may be found no more. */
    stirredBySessions() {
      for (const [key, { examined }] of known) if (examined.findings.some(isOfSessions)) forget(key)
    },

    /** Looks at the files that nobody watches; whether one of them changed. */
    lookOutside(): boolean {
      const changed = [...known].filter(([, { outside }]) => fingerprint(outside.files) !== outside.stamp)
      for (const [key] of changed) forget(key)
      return changed.length > 0
    },

    forgetAll: () => known.clear(),

    /** No other place is begun any more. */
    stop: () => {
      isStopped = true
    },
  }
}

async function foundIn(place: Place, around: Around) {
  const { examinePlace } = await import('../../doctor/examine.ts')
  const examined = await examinePlace(place, around)
  return { examined, said: saidBy(examined), files: filesOutside(examined, around) }
}

/** Checks that compare a file with what running sessions read. */
const OF_SESSIONS: ReadonlySet<string> = new Set(['hook-config-edited', 'hook-script-edited', 'definition-gone'])

const isOfSessions = ({ check }: Finding) => OF_SESSIONS.has(check)

/** Of everything that pages show of a place, to compare. */
function saidBy({ subjects, findings }: Examined): string {
  const all = [findings, subjects.map(({ value }) => value)]
  const text = JSON.stringify(all, (key, value) => (ELSEWHERE.has(key) ? undefined : value))
  return createHash('sha1').update(text).digest('base64')
}

const ELSEWHERE: ReadonlySet<string> = new Set(['around', 'place'])
