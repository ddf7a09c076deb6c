import { isBelow, type NearProcess } from './processes-below.ts'

/**
 * What became of a temporary clone. 'dead': whoever made it is gone, by what is said in `why`; 'filling': somebody
 * works in it; 'unsure': that may be.
 */
export type CloneFate = { state: 'dead' | 'filling' | 'unsure'; why: string }

/** So long a clone may take: Claude Code 2.1.329 gives git 120 s, and copies and unpacks what it fetched after that. */
const MAY_TAKE = 10 * 60_000

/** Start times of processes are known within a second, and the clone's name bears the time of just before it. */
const INEXACT = 2_000

/**
 * Claude Code 2.1.329 fetches and copies into `plugins/cache/temp_KIND_MILLISECONDS_RANDOM` (measured: github, git,
 * subdir with `.clone` behind it, local) and renames that into place; killed meanwhile it leaves it there for good. The
 * name bears no pid. `touched` is the latest sign of life of the folder itself; `processes` are null without a /proc.
 */
export function fateOf(
  clone: { path: string; name: string; touched: number },
  processes: readonly NearProcess[] | null,
  now: number,
): CloneFate {
  const at = Math.max(beganAt(clone.name) ?? 0, clone.touched)
  const isYoung = now - at < MAY_TAKE
  const inside = processes?.find(({ places }) => places.some((place) => isBelow(place, clone.path)))
  if (inside) return { state: 'filling', why: `process ${inside.pid} (${inside.name}) works in it` }
  if (processes === null)
    return isYoung
      ? { state: 'unsure', why: 'it is younger than 10 minutes' }
      : { state: 'dead', why: 'nothing was put into it for 10 minutes' }
  const maker = processes.find(({ isClaude, began }) => isClaude && began <= at + INEXACT)
  if (!maker) return { state: 'dead', why: 'no Claude Code that is running is as old' }
  return isYoung
    ? { state: 'unsure', why: `process ${maker.pid}, a Claude Code, may have begun it less than 10 minutes ago` }
    : { state: 'dead', why: 'nobody works in it, and nothing was put into it for 10 minutes' }
}

/** The time in a clone's name, in epoch milliseconds; null when it bears none. */
export function beganAt(name: string): number | null {
  const time = /^temp_[^_]+_(\d{12,14})_/.exec(name)?.[1]
  return time === undefined ? null : Number(time)
}

export const isCloneName = (name: string) => /^temp_[^_]+_\d+_/.test(name)
