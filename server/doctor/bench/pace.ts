/** How a hook's time compares with others': simple ones take 10 to 50 ms, complex ones 100 to 500 ms. */
export type Pace = 'quick' | 'simple' | 'between' | 'complex' | 'slow'

const SIMPLE = { from: 10, to: 50 }
const COMPLEX = { from: 100, to: 500 }

export function paceOf(milliseconds: number): Pace {
  if (milliseconds < SIMPLE.from) return 'quick'
  if (milliseconds <= SIMPLE.to) return 'simple'
  if (milliseconds < COMPLEX.from) return 'between'
  return milliseconds <= COMPLEX.to ? 'complex' : 'slow'
}

/** 'p' from 0 to 1, of at least one value. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(p * sorted.length) - 1))] ?? 0
}
