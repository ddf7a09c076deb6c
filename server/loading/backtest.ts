import { type Choice, decide, withInstead } from '../autoload/decide.ts'
import { detectIntent } from '../autoload/intent.ts'
import { trustAfter } from '../autoload/trust.ts'
import type { Group } from '../autoload/types.ts'
import type { DetectionRow } from '../autoload-store.ts'
import type { Panel } from '../panel.ts'
import { circumstancesOf } from './circumstances.ts'
import { reasonsIn } from './reasons.ts'
import { lexiconOf } from './trying.ts'

/** How many prompts asked for a group, as it is and with the draft; `loads`: of how many a plugin would be loaded. */
export type BacktestRow = {
  group: string
  now: number
  drafted: number
  /** Prompts that ask for it only with the draft, and only without it. */
  gained: number
  lost: number
  loadsNow: number
  loadsThen: number
}

/** `example`: the beginning of a kept prompt that is judged otherwise. */
export type Backtest = {
  rows: readonly BacktestRow[]
  /** Prompts that were judged anew from their text, and those of which only the matches were kept. */
  anew: number
  byMatches: number
  examples: readonly { prompt: string; gained: readonly string[]; lost: readonly string[] }[]
  /** Whether there were more than there was time for. */
  stopped: boolean
}

const MOST = 2_000
const MOST_EXAMPLES = 8
/** Judging anew ends after so long (milliseconds). */
const PATIENCE = 1_500

type Rules = { readonly groups: readonly Group[]; readonly choices: ReadonlyMap<string, Choice> }

/** What these rules would have asked for, prompt by prompt, over what the history holds; nothing is changed by it. */
export function backtest(panel: Panel, now: Rules, then: Rules): Backtest {
  const { store } = panel
  const recorded = store.past.recorded(MOST)
  const trusts = new Map(
    [...new Set(recorded.map(({ project }) => project ?? ''))].map((project) => [
      project,
      trustAfter(store.autoload.penalties(project)),
    ]),
  )
  const [lexiconNow, lexiconThen] = [lexiconOf(now.groups), lexiconOf(then.groups)]
  const tallies = new Map<string, BacktestRow>()
  const examples: Backtest['examples'][number][] = []
  const at = circumstancesOf(panel)
  /** With everything exactly as it is today, but for what is drafted; what is installed counts as loadable. */
  const facts = (id: string) => ({ ...at.facts(id), installed: false, enabled: false, disabled: false })
  const loads = (names: readonly string[], { groups, choices }: Rules) =>
    new Set(
      decide(names, withInstead(groups, store.autoload.choices()), { ...at, facts, choices, on: true, claude: true })
        .filter(({ outcome }) => outcome === 'load')
        .map(({ group }) => group),
    )
  const count = { anew: 0, byMatches: 0 }
  const begun = performance.now()
  let stopped = recorded.length === MOST
  for (const row of recorded) {
    if (performance.now() - begun > PATIENCE) {
      stopped = true
      break
    }
    const trust = trusts.get(row.project ?? '')
    const [before, after] =
      row.prompt === null
        ? [askedFor(row), remaining(row, now.groups, then.groups)]
        : [detectIntent(row.prompt, lexiconNow, trust).plugins, detectIntent(row.prompt, lexiconThen, trust).plugins]
    if (row.prompt === null) count.byMatches++
    else count.anew++
    tally(tallies, before, after, loads(before, now), loads(after, then))
    const gained = after.filter((name) => !before.includes(name))
    const lost = before.filter((name) => !after.includes(name))
    if (row.prompt !== null && gained.length + lost.length > 0 && examples.length < MOST_EXAMPLES)
      examples.push({ prompt: row.prompt.slice(0, 240), gained, lost })
  }
  const rows = [...tallies.values()].sort((a, b) => b.gained + b.lost - a.gained - a.lost || b.drafted - a.drafted)
  return { rows, ...count, examples, stopped }
}

/** The groups that the history says were asked for. */
const askedFor = ({ matches }: DetectionRow) => [...new Set(reasonsIn(matches).map(({ group }) => group))]

/** Where only the matches were kept: what no longer stands in the lists of a group has no weight any more. */
function remaining(row: DetectionRow, now: readonly Group[], then: readonly Group[]): string[] {
  const reasons = reasonsIn(row.matches)
  return askedFor(row).filter((name) => {
    const [own, other] = [now, then].map((groups) => groups.find((group) => group.name === name))
    if (!own || !other) return false
    const gone = removedFrom(own, other)
    const left = reasons.filter(({ group, signal }) => group === name && !gone.has(signal.toLowerCase()))
    return left.length > 0 && left.reduce((sum, { weight }) => sum + (weight ?? 0), 0) > 0.999
  })
}

function removedFrom({ prompt: before }: Group, { prompt: after }: Group): ReadonlySet<string> {
  const left = new Set(Object.values(after).flat())
  return new Set(
    Object.values(before)
      .flat()
      .filter((entry) => !left.has(entry))
      .map((entry) => entry.toLowerCase()),
  )
}

function tally(
  tallies: Map<string, BacktestRow>,
  before: readonly string[],
  after: readonly string[],
  loadsNow: ReadonlySet<string>,
  loadsThen: ReadonlySet<string>,
) {
  for (const group of new Set([...before, ...after])) {
    const row = tallies.get(group) ?? { group, now: 0, drafted: 0, gained: 0, lost: 0, loadsNow: 0, loadsThen: 0 }
    tallies.set(group, row)
    const [was, is] = [before.includes(group), after.includes(group)]
    row.now += Number(was)
    row.drafted += Number(is)
    row.gained += Number(is && !was)
    row.lost += Number(was && !is)
    row.loadsNow += Number(loadsNow.has(group))
    row.loadsThen += Number(loadsThen.has(group))
  }
}
