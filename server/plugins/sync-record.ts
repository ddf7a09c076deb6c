import type { Panel } from '../panel.ts'
import { recordAction } from './journal.ts'
import { commandsOf, type SyncResult } from './sync.ts'
import type { ManySynced } from './sync-many.ts'

/** What a line of the history about several plugins keeps: their actions, and the others with the reason. */
export type ManyRecord = { actions: readonly number[]; left: readonly { id: string; message: string }[] }

const MOST_COMMANDS = 6

/** One line for all of them, beside those of each plugin; none where one plugin alone was changed. */
export function recordMany(panel: Panel, synced: ManySynced): number | null {
  const { results, failed, cancelled } = synced
  const done = results.filter((result) => result.done)
  const left = results.filter((result) => !result.done && (failed.includes(result.id) || cancelled))
  if (done.length + left.length < 2) return null
  const { store } = panel
  const action = recordAction(store, { kind: 'sync', plugin: '', summary: summaryOf(done, left.length, cancelled) })
  const actions = done.flatMap((result) => result.action ?? [])
  const record: ManyRecord = { actions, left: left.map(({ id, message }) => ({ id, message })) }
  const after = [...new Set(done.flatMap(({ steps }) => commandsOf(steps)))].slice(0, MOST_COMMANDS)
  store.changeAction(action, { work: JSON.stringify(record), after: JSON.stringify(after) })
  if (failed.length > 0) store.noteOn(action, failedSentence(failed, left))
  panel.live.publish('history')
  return action
}

function summaryOf(done: readonly SyncResult[], left: number, cancelled: boolean): string {
  const files = done.reduce((sum, { plan }) => sum + (plan?.operations.length ?? 0), 0)
  const what = `Synced ${count(files, 'file')} of ${count(done.length, 'plugin')}`
  return cancelled ? `${what}; it was cancelled before ${count(left, 'more plugin')}` : what
}

function failedSentence(failed: readonly string[], left: ManySynced['results']): string {
  const [first] = left.filter(({ id }) => failed.includes(id))
  const others = failed.length > 1 ? ` The same page has the reasons of ${count(failed.length - 1, 'other')}.` : ''
  return `${count(failed.length, 'plugin')} could not be synced. ${first?.id}: ${first?.message}${others}`
}

const count = (n: number, noun: string) => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`
