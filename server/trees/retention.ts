/** running and unfinished ones are still needed to bring their action to an end. */
export type Retained = { token: string; at: number; bytes: number; state: 'ended' | 'running' | 'unfinished' }

export type Limits = { days: number; bytes: number }

const A_DAY = 24 * 60 * 60 * 1000

/**
 * Which actions' trash goes: what is older than the limit, then the oldest ones until the rest fits. The newest one
 * stays whatever it takes, so that the latest change can be taken back; so does what keeps no bytes, unless it is old.
 */
export function expired(all: readonly Retained[], { days, bytes }: Limits, now: number): { token: string; why: Why }[] {
  const ended = all.filter(({ state }) => state === 'ended').sort(newestFirst)
  const oldestFirst = ended.slice(1).reverse()
  const gone = oldestFirst
    .filter(({ at }) => now - at > days * A_DAY)
    .map(({ token }) => ({ token, why: 'age' as Why }))
  const tokens = new Set(gone.map(({ token }) => token))
  let left = all.reduce((sum, one) => sum + (tokens.has(one.token) ? 0 : one.bytes), 0)
  for (const { token, bytes: own } of oldestFirst) {
    if (left <= bytes) break
    if (tokens.has(token) || own === 0) continue
    gone.push({ token, why: 'size' })
    left -= own
  }
  return gone
}

export type Why = 'age' | 'size'

export const newestFirst = (one: { at: number; token: string }, other: { at: number; token: string }) =>
  other.at - one.at || (one.token < other.token ? 1 : -1)
