/** Detecting what a prompt asks for. Run alone with `node test/bench/detect.ts`. */
import { GROUPS } from '../../server/autoload/groups.ts'
import { detectIntent } from '../../server/autoload/intent.ts'
import { makeLexicon } from '../../server/autoload/make-lexicon.ts'
import { type Case, prompts } from '../autoload/accuracy.ts'

const ROUNDS = 9
const LONG = 100_000

export function benchDetect() {
  const cases: readonly Case[] = [...prompts('tune'), ...prompts('held-out')]
  const lexicon = makeLexicon(GROUPS)
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++)
    for (const { prompt } of cases) times.push(timed(() => detectIntent(prompt, lexicon)))
  const sorted = times.toSorted((one, other) => one - other)
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(3)
  console.log(`\nDetecting what a prompt asks for, over ${cases.length} prompts`)
  console.log(`  a prompt: median ${at(0.5)} ms, p95 ${at(0.95)} ms`)
  console.log(`  reading the vocabulary: ${median(() => makeLexicon(GROUPS)).toFixed(1)} ms`)
  const text = cases.map(({ prompt }) => prompt).join('\n')
  const long = text.repeat(Math.ceil(LONG / text.length)).slice(0, LONG)
  console.log(`  a prompt of 100 kB: ${median(() => detectIntent(long, lexicon)).toFixed(1)} ms`)
}

const median = (work: () => unknown) =>
  Array.from({ length: ROUNDS }, () => timed(work)).toSorted((one, other) => one - other)[ROUNDS >> 1] ?? 0

function timed(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

if (import.meta.main) benchDetect()
