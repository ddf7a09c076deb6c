import type { Found } from './climb.ts'
import { startPace } from './pace.ts'
import type { Scene } from './plan.ts'
import { STEPS, type Step } from './steps.ts'
import type { ProbeCell, ProbeMode, ProbeOptions, ProbeResult, ProbeRow } from './types.ts'

export type Tally = ReturnType<typeof startTally>

type Told = Pick<ProbeOptions, 'version' | 'driver' | 'onRow' | 'onStep'>

/** Keeps what is found and what is not, and tells how far it all is. `units` of work are done, so many at a time. */
export function startTally(told: Told, asked: number, scenes: readonly Scene[], units: number, atOnce: number) {
  const began = Date.now()
  const rows: ProbeRow[] = []
  const failed: { cell: ProbeCell; why: string }[] = []
  const pace = startPace(units, UNIT, atOnce)
  let known = asked - scenes.reduce((sum, { parts }) => sum + parts.length, 0)

  const step = (words: string) => told.onStep({ done: known, total: asked, left: pace.left(), step: words })
  const cellOf = ({ mode }: Scene, kind: string): ProbeCell => ({ driver: told.driver, mode, kind })

  return {
    step,
    stepIn: (scene: Scene, at: Step) => step(`${wordsOf(scene)}: ${STEPS[at].replace(/^\S+ /, '')}`),
    did: pace.did,

    found(scene: Scene, { kind, least, ms, note }: Found, alone?: Readonly<Record<string, string>>) {
      const measured = { version: told.version, ...cellOf(scene, kind), least_action: least, ms }
      const row: ProbeRow = { ...measured, ...(alone && { alone }), ...(note !== undefined && { note }) }
      rows.push(row)
      known++
      step(wordsOf(scene))
      told.onRow(row)
    },

    failed(scene: Scene, error: unknown) {
      const why = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
      failed.push(...scene.parts.map(({ kind }) => ({ cell: cellOf(scene, kind), why })))
      known += scene.parts.length
    },

    result: (cancelled: boolean): ProbeResult => {
      step('')
      return { version: told.version, rows, failed, asked, cancelled, ms: Date.now() - began }
    },
  }
}

/** How long the ladder takes on an idle machine, in milliseconds. */
const UNIT = 22_000

const wordsOf = ({ mode, name }: Scene) => `${name}, ${MODE_WORDS[mode]}`

const MODE_WORDS: Readonly<Record<ProbeMode, string>> = {
  D: 'in a directory marketplace',
  G: 'in the cache',
  P: 'with --plugin-dir',
  S: 'in the skills folder',
  J: 'of project and user',
}
