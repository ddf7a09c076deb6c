import type { Task } from '../../activities.ts'
import { HotplugError, sentenceOf } from '../../errors.ts'
import type { Panel } from '../../panel.ts'
import { hasTmux, tmuxIsMissing } from '../../probe/drive/tmux.ts'
import { runProbe, versionToProbe } from '../../probe/probe.ts'
import {
  cellKey,
  type ProbeDriver,
  type ProbeOptions,
  type ProbeProgress,
  type ProbeResult,
  type ProbeRow,
} from '../../probe/types.ts'
import { asOnlyProbe } from './lock.ts'
import { beginLog, type Log } from './log.ts'

/** What is to be measured. `program`: another `claude` than the one that was found; `only`: kinds, null for all. */
export type Wanted = {
  readonly program: string | null
  readonly driver: ProbeDriver
  readonly quick: boolean
  readonly only: readonly string[] | null
  /** Also what a run that was not finished has measured already. */
  readonly again: boolean
}

export type Telling = {
  /** Nothing refuses it any more. `known`: what an earlier run has measured. */
  readonly begun?: (about: { probe: number; program: string; version: string; known: readonly ProbeRow[] }) => void
  readonly row?: (row: ProbeRow) => void
  readonly step?: (progress: ProbeProgress) => void
  readonly signal?: AbortSignal
}

/** `known`: what an earlier run had measured. */
export type Probed = ProbeResult & {
  readonly probe: number
  readonly program: string
  readonly known: readonly ProbeRow[]
}

/** Measures a `claude` and keeps every result as it comes. One probe at a time, whichever Hotplug runs it. */
export async function probe(panel: Panel, wanted: Wanted, telling: Telling = {}): Promise<Probed> {
  if (wanted.driver === 'tui' && !hasTmux(panel.config.searchPath)) throw tmuxIsMissing()
  return await asOnlyProbe(panel.store, () =>
    panel.activities.run('Probing Claude Code', async (task) => {
      task.step('Asking for its version')
      const signal = AbortSignal.any([task.signal, ...(telling.signal ? [telling.signal] : [])])
      const { node, searchPath } = panel.config
      const program = programToProbe(panel, wanted)
      const version = await versionToProbe({ program, node, searchPath, signal })
      const log = beginLog(panel, { ...wanted, program, version })
      telling.begun?.({ probe: log.id, program, version, known: log.known })
      return await carryOut(log, task, telling, {
        ...{ program, version, node, searchPath, signal },
        ...{ driver: wanted.driver, only: wanted.only, quick: wanted.quick },
        done: new Map(log.known.map((row) => [cellKey(row), row])),
      })
    }),
  )
}

/** Begins a probe that goes on after this; rejects when it is refused. How it ends is kept beside its results. */
export function startProbe(panel: Panel, wanted: Wanted): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const { signal } = panel.probing
  panel.probing.add(probe(panel, wanted, { begun: (about) => resolve(about.probe), signal }).catch(reject))
  return promise
}

async function carryOut(
  log: Log,
  task: Task,
  telling: Telling,
  options: Omit<ProbeOptions, 'onRow' | 'onStep'>,
): Promise<Probed> {
  try {
    const result = await runProbe({
      ...options,
      onRow(row) {
        log.keep(row)
        telling.row?.(row)
      },
      onStep(progress) {
        log.progress(progress)
        task.progress(progress.done, progress.total)
        task.step(progress.step)
        telling.step?.(progress)
      },
    })
    log.end(result)
    return { ...result, probe: log.id, program: options.program, known: log.known }
  } catch (error) {
    log.fail(options.signal.aborted ? null : sentenceOf(error))
    throw error
  }
}

function programToProbe(panel: Panel, { program }: Wanted): string {
  const found = panel.survey.inventory().program
  if (program !== null) return program
  if (found !== null && found !== 'unknown') return found.path
  throw new HotplugError(
    422,
    'No `claude` was found that could be measured.',
    'Name one with `--claude PATH`, or set HOTPLUG_CLAUDE to its path and start Hotplug again.',
  )
}
