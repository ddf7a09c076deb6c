import { HotplugError } from '../../errors.ts'
import type { Store } from '../../store.ts'
import type { Limits } from '../../trees/retention.ts'

export const USUAL: Limits = { days: 30, bytes: 1024 ** 3 }

const LEAST: Limits = { days: 1, bytes: 1024 ** 2 }
const MOST: Limits = { days: 3650, bytes: 64 * 1024 ** 4 }

/** How long the trash is kept, and how large it may become. What makes no sense in the store counts as not said. */
export function limitsOf(store: Store): Limits {
  const kept = (name: string, key: keyof Limits) => {
    const value = Number(store.setting(name) ?? Number.NaN)
    return value >= LEAST[key] && value <= MOST[key] ? value : USUAL[key]
  }
  return { days: kept('trashDays', 'days'), bytes: kept('trashBytes', 'bytes') }
}

export function putLimits(store: Store, { days, bytes }: Limits) {
  store.exclusively(() => {
    store.putSetting('trashDays', String(days))
    store.putSetting('trashBytes', String(bytes))
  })
}

/** What a person typed: whole days, and a size such as '1 GiB', '500 MB' or '1.5 g'. */
export function limitsFrom(days: string, size: string): Limits {
  return { days: daysFrom(days.trim()), bytes: bytesFrom(size.trim()) }
}

function daysFrom(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw refused(`“${text}” is no number of days.`, 'Write whole days, such as 30.')
  const days = Number(text)
  if (days < LEAST.days) throw refused('The trash is kept for at least 1 day.')
  if (days > MOST.days) throw refused(`The trash is kept for at most ${MOST.days} days.`)
  return days
}

const UNITS = ['', 'k', 'm', 'g', 't']

function bytesFrom(text: string): number {
  const [, amount = '', unit = ''] = /^(\d{1,9}(?:[.,]\d{1,6})?)\s*([kmgt]?)i?b?$/i.exec(text) ?? []
  if (amount === '') throw refused(`“${text}” is no size.`, 'Write it as 1 GiB or 500 MiB.')
  const bytes = Math.round(Number(amount.replace(',', '.')) * 1024 ** UNITS.indexOf(unit.toLowerCase()))
  if (bytes < LEAST.bytes) throw refused('The trash may take at least 1 MiB.')
  if (bytes > MOST.bytes) throw refused('The trash may take at most 64 TiB.')
  return bytes
}

const refused = (message: string, next = '') => new HotplugError(422, message, next)
