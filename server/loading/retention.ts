import { HotplugError } from '../errors.ts'
import type { Panel } from '../panel.ts'
import type { Store } from '../store.ts'

/** How long what was detected and decided is kept, and how many rows of each kind. */
export type HistoryLimits = { readonly days: number; readonly rows: number }

export const USUAL: HistoryLimits = { days: 90, rows: 1_000_000 }
const LEAST: HistoryLimits = { days: 1, rows: 100 }
const MOST: HistoryLimits = { days: 3650, rows: 10_000_000 }
const DAY = 86_400_000
const PACE = 3_600_000

/** What makes no sense in the store counts as not said. */
export function historyLimits(store: Store): HistoryLimits {
  const kept = (name: string, key: keyof HistoryLimits) => {
    const value = Number(store.setting(name) ?? Number.NaN)
    return value >= LEAST[key] && value <= MOST[key] ? value : USUAL[key]
  }
  return { days: kept('historyDays', 'days'), rows: kept('historyRows', 'rows') }
}

/** What a person typed; what is beyond it goes at once. */
export function changeHistoryLimits(panel: Panel, days: string, rows: string) {
  const limits = { days: numberFrom(days, 'days', 'days'), rows: numberFrom(rows, 'rows', 'rows') }
  panel.store.exclusively(() => {
    panel.store.putSetting('historyDays', String(limits.days))
    panel.store.putSetting('historyRows', String(limits.rows))
  })
  tidyHistory(panel.store, Date.now(), true)
  panel.live.publish('history')
}

/**
 * Removes what is older, and all but the newest rows, once an hour whoever asks; choices, refusals and what was called
 * wrong stay.
 */
export function tidyHistory(store: Store, now = Date.now(), atOnce = false) {
  if (!atOnce && now - Number(store.setting('historyTidied') ?? 0) < PACE) return
  const { days, rows } = historyLimits(store)
  store.exclusively(() => {
    store.putSetting('historyTidied', String(now))
    store.autoload.forget({ before: now - days * DAY, rows })
  })
}

/** Whether prompts themselves are kept. Those that were go when that is switched off. */
export function keepPrompts({ store, live }: Panel, keep: boolean) {
  store.together(() => {
    store.putSetting('keepPrompts', keep ? '1' : '0')
    if (!keep) store.past.forgetPrompts()
  })
  live.publish('history')
}

function numberFrom(text: string, key: keyof HistoryLimits, words: string): number {
  const plain = text.trim().replaceAll(/[,\s]/g, '')
  const number = /^\d{1,9}$/.test(plain) ? Number(plain) : Number.NaN
  if (number >= LEAST[key] && number <= MOST[key]) return number
  const [least, most] = [LEAST[key], MOST[key]].map((value) => value.toLocaleString('en'))
  throw new HotplugError(
    422,
    `“${text.trim().slice(0, 40)}” is no number of ${words} to keep.`,
    `Write ${least} to ${most}.`,
  )
}
