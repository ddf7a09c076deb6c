/** How much a signal of a group still says in a project, up to 1. */
export type Trust = (group: string, signal: string) => number

export const inFull: Trust = () => 1

/** What was called wrong once is not enough alone any more; another sign beside it still makes it so. */
const AFTER_EACH = 0.4

/** Pure: what a person called wrong in a project, as the detectors take it. */
export function trustAfter(penalties: readonly { group: string; signal: string; times: number }[]): Trust {
  if (penalties.length === 0) return inFull
  const factors = new Map(
    penalties.map(({ group, signal, times }) => [`${group} ${signal}`, AFTER_EACH ** Math.min(times, 8)]),
  )
  return (group, signal) => factors.get(`${group} ${signal}`) ?? 1
}
