import { type Token, tokensOf } from './intent-tokens.ts'
import { type Fence, type Stretch, zonesOf } from './intent-zones.ts'

/** So much of a long prompt is read: people say what they want at the beginning or at the end. */
const HEAD = 24_000
const TAIL = 8_000

export type Read = {
  readonly tokens: readonly Token[]
  readonly stretches: readonly Stretch[]
  readonly fences: readonly Fence[]
  readonly skipped: { readonly from: number; readonly to: number } | null
}

export function readPrompt(prompt: string): Read {
  if (prompt.length <= HEAD + TAIL) {
    const { stretches, fences } = zonesOf(prompt)
    return { tokens: tokensOf(prompt, stretches, { sentence: 0, part: 0 }), stretches, fences, skipped: null }
  }
  const from = lineStart(prompt, HEAD, HEAD - 2000)
  const to = lineStart(prompt, prompt.length - TAIL, prompt.length - TAIL - 2000)
  const head = zonesOf(prompt.slice(0, from))
  const tail = moved(zonesOf(prompt.slice(to), isInFence(prompt, to)), to)
  const stretches = [...head.stretches, ...tail.stretches]
  return {
    tokens: tokensOf(prompt, stretches, { sentence: 0, part: 0 }),
    stretches,
    fences: [...head.fences, ...tail.fences],
    skipped: { from, to },
  }
}

/** The beginning of the line that holds `at`, or `at` itself where lines are long. */
function lineStart(text: string, at: number, least: number): number {
  const newline = text.lastIndexOf('\n', at)
  return newline > least ? newline + 1 : at
}

const moved = ({ stretches, fences }: ReturnType<typeof zonesOf>, by: number) => ({
  stretches: stretches.map((it) => ({ ...it, start: it.start + by, end: it.end + by })),
  fences: fences.map((it) => ({ ...it, start: it.start + by })),
})

function isInFence(text: string, until: number): boolean {
  let open = text.startsWith('```')
  for (let at = text.indexOf('\n```'); at !== -1 && at < until; at = text.indexOf('\n```', at + 4)) open = !open
  return open
}
