import type { Choosable } from '../server/plugins/doctor/bench/choose.ts'
import type { BenchPlan } from '../server/plugins/doctor/bench/report.ts'
import type { BenchResult, Tried } from '../server/plugins/doctor/bench/types.ts'
import { PACES, seconds } from './bench-words.ts'
import { columns, lines } from './terminal.ts'
import { count, cut, duration } from './text.ts'

/** Hooks with what chooses each of them. */
export function choices(all: readonly Choosable[], isChoice: boolean): string {
  if (all.length === 0) return lines(['There are no hooks.'])
  return lines([
    ...columns(
      all.map(({ subject: { hook, onlyIn }, owner, index }) => [
        hook.id,
        onlyIn ? `${owner}, ${onlyIn} only` : owner,
        hook.event,
        String(index),
        hook.matcher ?? '',
        hook.type ?? '?',
        cut(oneLine(String(hook.handler.command ?? hook.handler.url ?? hook.handler.prompt ?? '')), 60),
      ]),
    ),
    '',
    isChoice
      ? `That could be ${count(all.length, 'hook')}: say the event and the number as well, or the id.`
      : 'Choose one by its id, or by its owner, event and number.',
  ])
}

/** Exactly what would be run, with what. */
export function benchPlan({ hook, cannot, start, request, asks, cwd, environment, input, timeout }: BenchPlan): string {
  const { owner, event, matcher, id } = hook
  return lines([
    `${event}${matcher === null ? '' : ` on ${matcher}`}, hook ${hook.index} of ${owner} (${id})`,
    ...(cannot === null ? [] : [cannot]),
    ...(start === null ? [] : ['', 'Starts:', ...start.flatMap((word) => indented(word)), `  in ${cwd}`]),
    ...(request === null
      ? []
      : ['', `Sends: POST ${request.url}`, ...request.headers.map(([name, value]) => `  ${name}: ${value}`)]),
    ...asks.flatMap(([name, value]) => ['', `${name}:`, ...indented(value)]),
    ...(start === null
      ? []
      : [
          '',
          'Environment, and nothing else:',
          ...Object.entries(environment).map((variable) => `  ${variable.join('=')}`),
        ]),
    ...(cannot === null
      ? [
          '',
          `${request ? 'Body' : 'Standard input'} (${input.from} ${cut(oneLine(input.name), 60)}):`,
          ...indented(input.text),
          '',
          `At most ${seconds(timeout * 1000)}.`,
        ]
      : []),
  ])
}

/** What it did, the verdict first. */
export function benchResult({ now, before, changed }: BenchResult, plan: BenchPlan): string {
  const { verdict, run, output } = now
  const end = plan.request ? `Status ${run.status ?? 'none'}` : `Exit code ${run.code ?? 'none'}`
  return lines([
    `${OUTCOMES[verdict.outcome]}: ${verdict.happens}`,
    ...(changed === null
      ? []
      : [changed.length === 0 ? 'As it was when this fixture was kept.' : `Not as it was: ${changed.join('; ')}.`]),
    '',
    `${end}: ${verdict.exit}`,
    `Output: ${OUTPUTS[output.kind]}${output.kind === 'refused' ? `: ${output.problems.join('; ')}` : ''}${output.kind === 'json' && output.ignored.length > 0 ? `; ignored: ${output.ignored.join(', ')}` : ''}`,
    ...said(now, 'Claude', 'Claude is told'),
    ...said(now, 'you', 'You are told'),
    `Time: ${times(now)}, ${PACES[now.pace]}`,
    ...(now.differing > 0
      ? [`${now.differing} of ${now.times.length} runs ended otherwise or printed something else.`]
      : []),
    ...(run.leftBehind > 0
      ? [
          `It left ${count(run.leftBehind, 'process', 'processes')} running, which ${run.leftBehind === 1 ? 'was' : 'were'} ended.`,
        ]
      : []),
    ...(now.wrote === null ? [] : ['', 'For the shell of the session it wrote:', ...indented(now.wrote)]),
    ...stream('Standard output', run.stdout),
    ...stream('Standard error', run.stderr),
    ...(before === null ? [] : ['', ...comparison(now, before)]),
  ])
}

const OUTCOMES: Readonly<Record<Tried['verdict']['outcome'], string>> = {
  'goes on': 'Goes on',
  blocks: 'Blocks',
  stops: 'Stops Claude',
  error: 'Error',
  cancelled: 'Ended early',
  'in the background': 'In the background',
}

const OUTPUTS: Readonly<Record<Tried['output']['kind'], string>> = {
  nothing: 'nothing',
  text: 'plain text',
  'in the background': '"async": true',
  refused: 'not valid',
  json: 'valid JSON',
}

const said = ({ verdict }: Tried, to: 'Claude' | 'you', title: string): string[] => {
  const words = verdict.told.filter((one) => one.to === to).flatMap((one) => indented(one.words))
  return words.length === 0 ? [] : [`${title}:`, ...words]
}

const times = ({ times }: Tried): string => {
  const sorted = [...times].sort((one, other) => one - other)
  const at = (part: number) => duration(sorted[Math.floor((sorted.length - 1) * part)] ?? 0)
  return times.length === 1 ? at(0) : `median ${at(0.5)} of ${times.length} (${at(0)} to ${at(1)})`
}

const MOST_LINES = 200

function stream(title: string, text: string): string[] {
  if (text === '') return []
  const all = indented(text)
  return [
    '',
    `${title}:`,
    ...all.slice(0, MOST_LINES),
    ...(all.length > MOST_LINES ? [`  and ${all.length - MOST_LINES} more lines`] : []),
  ]
}

const comparison = (now: Tried, before: Tried) =>
  columns([
    ['', before.version, 'now'],
    ['outcome', before.verdict.outcome, now.verdict.outcome],
    ['exit code', String(before.run.code ?? 'none'), String(now.run.code ?? 'none')],
    ['standard output', alike(before.run.stdout, now.run.stdout), ''],
    ['standard error', alike(before.run.stderr, now.run.stderr), ''],
    ['time', times(before), times(now)],
  ])

const alike = (one: string, other: string) => (one === other ? 'the same' : 'another')

const indented = (text: string) =>
  text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => `  ${line}`)

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ')
