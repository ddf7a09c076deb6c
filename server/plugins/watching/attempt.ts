import type { Plugin } from '../../claude/types.ts'
import { sentenceOf } from '../../errors.ts'
import { withLock } from '../../locks.ts'
import type { Panel } from '../../panel.ts'
import type { Store } from '../../store.ts'
import { applyPlan, type Task } from '../../trees/apply.ts'
import { codeOf, RefusedError } from '../../trees/errors.ts'
import type { Journal } from '../../trees/journal.ts'
import type { Comparison } from '../../trees/pair.ts'
import { planSync } from '../../trees/plan.ts'
import { journalOf } from '../journal.ts'
import { refuseUnfinished } from '../sync.ts'
import type { Outcome } from './machine.ts'
import * as say from './words.ts'

/** Fewer files are copied before another thread would have been asked. */
export const MANY = 50

export type Attempt = { outcome: Outcome; action: number | null }

/** Syncs these files of a plugin, as an action of the history like any other. What stops it changes nothing. */
export async function attempt(
  panel: Panel,
  plugin: Plugin,
  compared: Comparison,
  paths: ReadonlySet<string>,
  task: Task,
): Promise<Attempt> {
  let isOurs = false
  try {
    return await withLock(panel.store, plugin.id, async () => {
      isOurs = true
      refuseUnfinished(panel, plugin.id)
      const plan = planSync(compared, 'to-loaded', ({ path }) => paths.has(path))
      const summary = say.synced(plan.operations.length, plan.counts.removed)
      const journal = withoutAttempts(panel.store, journalOf(panel.store, { kind: 'sync', plugin: plugin.id, summary }))
      panel.sessions.remember(plan.into, [...paths])
      const apply = paths.size < MANY ? applyPlan : panel.apply
      const { action } = await apply(plan, journal, { trashDir: panel.trashDir, task })
      return { outcome: { kind: 'done' }, action }
    })
  } catch (error) {
    return { outcome: outcomeOf(error, isOurs, task.signal.aborted), action: null }
  }
}

/** Longer ones are among the activities of the panel, where a person can end them. */
export async function asTask<T>(
  { activities }: Panel,
  id: string,
  { files, signal, progress }: Pick<Task, 'signal' | 'progress'> & { files: number },
  work: (task: Task) => Promise<T>,
): Promise<T> {
  if (files < MANY) return await work({ progress, signal, commit: () => {} })
  return await activities.run(`Syncing ${id}`, (task) =>
    work({
      signal: AbortSignal.any([signal, task.signal]),
      commit: task.commit,
      progress(done, total) {
        progress(done, total)
        task.progress(done, total)
      },
    }),
  )
}

/** What did not begin to change anything is tried again, maybe often: it leaves no line in the history. */
function withoutAttempts(store: Store, journal: Journal): Journal {
  let isStaged = false
  return {
    ...journal,
    phase(action, phase) {
      isStaged = true
      return journal.phase(action, phase)
    },
    fail(action, outcome, message) {
      if (isStaged || outcome === 'stuck') return journal.fail(action, outcome, message)
      store.dropAttempt(action)
    },
  }
}

/** What a file says that went, or became a folder or a link, between the look and the copy. */
const MOVED_ON = ['ENOENT', 'ENOTDIR', 'ELOOP', 'EISDIR']

function outcomeOf(error: unknown, isOurs: boolean, isAborted: boolean): Outcome {
  const sentence = sentenceOf(error)
  if (!isOurs) return { kind: 'busy', sentence: say.busy(sentence) }
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const isMovedOn = MOVED_ON.includes(codeOf(cause) ?? '') || / changed (since|while) /.test(sentence)
  if (isAborted) return { kind: 'cancelled' }
  if (cause instanceof RefusedError || isMovedOn) return { kind: 'retry', sentence: say.busy(sentence) }
  return { kind: 'failed', sentence: say.failed(sentence) }
}
