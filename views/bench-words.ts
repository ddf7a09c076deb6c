import type { Pace } from '../server/doctor/bench/pace.ts'

/** How a time compares with that of other hooks. */
export const PACES: Readonly<Record<Pace, string>> = {
  quick: 'quicker than simple hooks usually are (10–50 ms)',
  simple: 'as simple hooks usually are (10–50 ms)',
  between: 'between simple (10–50 ms) and complex hooks (100–500 ms)',
  complex: 'as complex hooks usually are (100–500 ms)',
  slow: 'slower than even complex hooks usually are (100–500 ms)',
}

/** '30 s', '1.5 s', '60 s'. */
export const seconds = (milliseconds: number) => `${Math.round(milliseconds / 100) / 10} s`
