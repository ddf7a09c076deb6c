import { satisfies } from 'semver'
import type { Action, Driver, Verdict } from './types.ts'

/** From the mildest to the one that covers every other. */
const ORDER: readonly Action[] = [
  'none',
  'wait',
  '/reload-skills',
  '/reload-plugins',
  '/mcp reconnect',
  '/clear',
  'new session',
]

/**
 * Measured: what each version answers to the command. Without a terminal 2.1.197 and older refuse or do not know
 * /reload-plugins, and 2.1.100 and older do not know /clear. Naming one server after /mcp was tried with 2.1.329 only.
 */
const AVAILABLE: Readonly<Record<Action, Readonly<Record<Driver, string | null>>>> = {
  none: { interactive: '*', headless: '*' },
  wait: { interactive: '*', headless: '*' },
  '/reload-skills': { interactive: '>=2.1.197', headless: '>=2.1.197' },
  '/reload-plugins': { interactive: '>=2.1.100', headless: '>=2.1.329' },
  '/mcp reconnect': { interactive: '>=2.1.329', headless: null },
  '/clear': { interactive: '*', headless: '>=2.1.150' },
  'new session': { interactive: '*', headless: '*' },
}

/** Whether a measured version is known to have this action. */
export function hasAction(action: Action, basis: string, driver: Driver): boolean {
  const range = AVAILABLE[action][driver]
  return range !== null && satisfies(basis, range, { includePrerelease: true })
}

/** What one does also does what is asked: a new session does everything, /reload-plugins reads the skills as well. */
export const covers = (done: Action | 'start', asked: Action): boolean =>
  done === asked ||
  done === 'new session' ||
  done === 'start' ||
  (done === '/reload-plugins' && asked === '/reload-skills')

/** Nobody has to do anything for it. */
export const isByItself = (action: Action): boolean => action === 'none' || action === 'wait'

/** The verdict that asks for most; null when nothing changed. What it asks for makes the others live as well. */
export function strongest(verdicts: readonly Verdict[]): Verdict | null {
  return verdicts.toSorted((one, other) => weight(other) - weight(one))[0] ?? null
}

const weight = ({ rule }: Verdict) => weightOf(rule.remedy)

/** How much is asked of a person. */
export const weightOf = (remedy: readonly Action[]) =>
  remedy.reduce((sum, action) => sum + 2 ** ORDER.indexOf(action), 0)
