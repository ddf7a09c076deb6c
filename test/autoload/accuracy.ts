import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { GROUPS } from '../../server/autoload/groups.ts'
import { detectIntent } from '../../server/autoload/intent.ts'
import { makeLexicon } from '../../server/autoload/make-lexicon.ts'
import { bySubstring, byWords } from './naive.ts'

/** A labelled prompt; `optional` groups count neither way. */
export type Case = {
  readonly prompt: string
  readonly expect: readonly string[]
  readonly optional?: readonly string[]
  readonly kind?: string
}

export type Figures = {
  readonly prompts: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
  /** Prompts answered exactly as labelled. */
  readonly exact: number
  readonly wantNothing: number
  /** Prompts that want nothing and were given a wrong group. */
  readonly firedOnNothing: number
  readonly wrong: readonly {
    readonly prompt: string
    readonly missing: readonly string[]
    readonly extra: readonly string[]
  }[]
}

const lexicon = makeLexicon(GROUPS)
export const ours = (prompt: string): readonly string[] => detectIntent(prompt, lexicon).plugins
export const MATCHERS = { ours, 'word boundary': byWords, substring: bySubstring } as const

export const prompts = (name: 'tune' | 'held-out'): readonly Case[] =>
  casesOf(fileURLToPath(new URL(`prompts/${name}.json`, import.meta.url)))

/** Cases of a file: an array of them, or `{intent: [...]}` where `ours` goes before a contested label. */
export function casesOf(path: string): readonly Case[] {
  const data = JSON.parse(readFileSync(path, 'utf8')) as Case[] | { intent: (Case & { ours?: readonly string[] })[] }
  if (Array.isArray(data)) return data
  return data.intent.map((one) => ({ ...one, expect: one.ours ?? one.expect }))
}

export function measure(cases: readonly Case[], match: (prompt: string) => readonly string[]): Figures {
  let right = 0
  let extraCount = 0
  let missingCount = 0
  let firedOnNothing = 0
  const wrong: { prompt: string; missing: string[]; extra: string[] }[] = []
  for (const { prompt, expect, optional = [] } of cases) {
    const got = match(prompt)
    const missing = expect.filter((group) => !got.includes(group) && !optional.includes(group))
    const extra = got.filter((group) => !expect.includes(group) && !optional.includes(group))
    right += expect.filter((group) => got.includes(group) && !optional.includes(group)).length
    missingCount += missing.length
    extraCount += extra.length
    if (expect.length === 0 && extra.length > 0) firedOnNothing++
    if (missing.length + extra.length > 0) wrong.push({ prompt, missing, extra })
  }
  const precision = right / (right + extraCount || 1)
  const recall = right / (right + missingCount || 1)
  return {
    prompts: cases.length,
    precision,
    recall,
    f1: (2 * precision * recall) / (precision + recall || 1),
    exact: 1 - wrong.length / (cases.length || 1),
    wantNothing: cases.filter(({ expect }) => expect.length === 0).length,
    firedOnNothing,
    wrong,
  }
}

export function tableOf(name: string, cases: readonly Case[]): string {
  const rows = Object.entries(MATCHERS).map(([matcher, match]) => {
    const { precision, recall, f1, exact, firedOnNothing, wantNothing } = measure(cases, match)
    const share = wantNothing === 0 ? 0 : firedOnNothing / wantNothing
    const nothing = `${firedOnNothing}/${wantNothing} ${percent(share)}`
    return [matcher.padEnd(14), ...[precision, recall, f1].map((it) => it.toFixed(3)), percent(exact), nothing].join(
      '  ',
    )
  })
  return [
    `${name}: ${cases.length} prompts`,
    'matcher         prec.  recall F1     exact   fired on nothing',
    ...rows,
    '',
  ].join('\n')
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`.padStart(6)

/** `node test/autoload/accuracy.ts [--wrong] [FILE…]`: what is wrong is shown for the half that is tuned on, never for the other. */
function main(args: readonly string[]) {
  const files = args.filter((arg) => !arg.startsWith('--'))
  const sets: [string, readonly Case[]][] = [
    ['tune.json', prompts('tune')],
    ['held-out.json', prompts('held-out')],
    ...files.map((file): [string, readonly Case[]] => [file, casesOf(file)]),
  ]
  for (const [name, cases] of sets) {
    console.log(tableOf(name, cases))
    if (!args.includes('--wrong') || name === 'held-out.json') continue
    for (const { prompt, missing, extra } of measure(cases, ours).wrong)
      console.log(`  -${missing.join(',')} +${extra.join(',')}  ${prompt.slice(0, 200).replaceAll('\n', '⏎')}`)
    console.log('')
  }
}

if (import.meta.main) main(process.argv.slice(2))
