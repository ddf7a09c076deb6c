import { setTimeout as pause } from 'node:timers/promises'
import type { Examined, Finding } from '../../doctor/types.ts'
import type { Panel } from '../../panel.ts'
import type { Progress } from '../types.ts'
import { openMemory } from './memory.ts'
import { aroundOf, ownPlaces, placesOf } from './places.ts'
import { inOrder, shown } from './shown.ts'
import type { Diagnosis, Known } from './types.ts'
import { treesOf } from './watched.ts'

export type Doctor = ReturnType<typeof openDoctor>

/** So long a page waits for what is being examined; then it shows what is known (milliseconds). */
const PATIENCE = 250

/** So often it is told how far the examination has come (milliseconds). */
const TELLING = 500

/**
 * Examines everything there is, and knows what it found. While somebody attends to it, and tells it what changes, no
 * place is examined twice; else every `diagnose` looks again.
 */
export function openDoctor(panel: Pick<Panel, 'config' | 'survey' | 'live' | 'store' | 'validating'>) {
  const memory = openMemory(panel.survey.complain)
  let isAttended = false
  let looking: Progress | null = null
  let bringing: Promise<void> = Promise.resolve()
  let together: {
    places: readonly Examined[]
    inventory: unknown
    answers: number
    findings: readonly Finding[]
  } | null = null

  /** Whoever examines nothing loads no checks, nor what they are about. */
  async function bringNow() {
    const { examineTogether } = await import('../../doctor/examine.ts')
    const around = aroundOf(panel)
    const inventory = panel.survey.inventory()
    if (!isAttended) memory.forgetAll()
    let told = performance.now()
    const isNews = await memory.bring(placesOf(panel), around, (progress) => {
      looking = progress
      if (performance.now() - told < TELLING) return
      told = performance.now()
      panel.live.publish('doctor')
    })
    const places = memory.examined()
    const answers = panel.validating.answers()
    const isOld = together?.inventory !== inventory || together.answers !== answers
    if (isNews || isOld) together = { places, inventory, answers, findings: await examineTogether(places, around) }
    const wasTold = looking !== null
    looking = null
    if (isNews || isOld || wasTold) panel.live.publish('doctor')
  }

  function known(): Known {
    const places = memory.examined()
    const findings = [...places.flatMap((one) => one.findings), ...(together?.findings ?? [])]
    return { places, findings: inOrder(shown(findings, places, panel.store.mutes.all())), looking }
  }

  /** Looks at what changed since the last time. */
  async function bring(): Promise<void> {
    const mine = bringing.then(bringNow)
    bringing = mine.catch(() => {})
    await mine
  }

  return {
    bring,
    /** What is known by now, without looking. */
    known,
    /** Everything, once all that changed has been looked at. */
    async diagnose(): Promise<Diagnosis> {
      await bring()
      return known()
    },
    /** For a page: everything if that takes but a moment, else what is known by then. */
    async soon(): Promise<Known> {
      await Promise.race([bring(), pause(PATIENCE, undefined, { ref: false })])
      return known()
    },
    /** The folders beside those of plugins in which a change means that something is to be examined again. */
    trees: () => ownPlaces(panel).flatMap(treesOf),
    /** Something changed below this folder. */
    stirred: memory.stirred,
    lookOutside: memory.lookOutside,
    /** Sessions began, ended or read their plugins again. */
    stirredBySessions() {
      memory.stirredBySessions()
      if (together) together = { ...together, inventory: null }
    },
    /** What has begun ends soon, and is not told any more. */
    stop: memory.stop,
    /** From now on somebody tells what changes; returns how to end that. */
    attend() {
      isAttended = true
      return () => {
        isAttended = false
      }
    },
  }
}
