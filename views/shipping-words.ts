import type { Shipped, ShippedState, Way } from '../server/plugins/doctor/shipping/types.ts'
import { count } from './text.ts'

export const AS: Record<Way, string> = { directory: 'as it is', git: 'as it is committed' }

export const STATES: Record<ShippedState, { word: string; mark: string }> = {
  missing: { word: 'Does not arrive', mark: 'problem' },
  mode: { word: 'Other mode', mark: 'warning' },
  differs: { word: 'Arrives otherwise', mark: 'drifted' },
  copied: { word: 'Copied', mark: 'remark' },
  extra: { word: 'Only there', mark: 'remark' },
}

/** The answer in a line: whether people get what its author has. */
export function verdictOf(shipped: Shipped): { mark: string; word: string; sentence: string } {
  const { files, errors, same, findings } = shipped
  const of = (state: ShippedState) => files.filter((file) => file.state === state).length
  const parts = [
    of('missing') > 0 && count(of('missing'), 'file does not arrive', 'files do not arrive'),
    of('mode') > 0 && count(of('mode'), 'file arrives with another mode', 'files arrive with another mode'),
    of('differs') > 0 && count(of('differs'), 'file arrives otherwise', 'files arrive otherwise'),
    errors.length > 0 && count(errors.length, 'part cannot be loaded', 'parts cannot be loaded'),
    findings.length > 0 && count(findings.length, 'thing breaks by that', 'things break by that'),
  ].filter((part) => part !== false)
  if (parts.length > 0) return { mark: 'problem', word: 'Not all of it', sentence: `${parts.join(', ')}.` }
  const all = `${count(same, 'file')} of the source ${same === 1 ? 'arrives as it is' : 'arrive as they are'}.`
  return { mark: 'live', word: 'Arrives', sentence: all }
}
