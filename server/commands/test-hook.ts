import type { Command } from 'commander'
import * as say from '../../views/terminal-bench.ts'
import type { Panel } from '../panel.ts'
import { type AskedInput, inputAsked } from '../plugins/doctor/bench/asked.ts'
import { type Choosable, choosable, chosenFrom } from '../plugins/doctor/bench/choose.ts'
import { prepare } from '../plugins/doctor/bench/prepare.ts'
import { planOf, resultJson } from '../plugins/doctor/bench/report.ts'
import { MOST_RUNS, runHook } from '../plugins/doctor/bench/run.ts'
import { wholeNumber } from './arguments.ts'
import type { Answer, Define } from './define.ts'
import { cancellable } from './progress.ts'

type Asked = AskedInput & {
  runs: number
  against?: string
  send?: true
  yes?: true
  json?: true
}

/** Runs one hook as Claude Code would, and says what its end and its output mean. */
export function defineTestHook({ around, command, answering }: Define) {
  command('test-hook [owner] [event] [index]', 'run one hook with a sample or recorded event, and say what it means')
    .addHelpText('after', HELP)
    .option('--event <file>', 'give it this file as its input instead of a sample')
    .option('--sample <name>', 'the sample with this name: Bash, startup, manual …')
    .option('--fixture <name>', 'an input that was kept with this name')
    .option('--recorded', 'the latest event of its kind that a session of this project had, masked')
    .option('--runs <number>', `so many times, at most ${MOST_RUNS}`, wholeNumber, 1)
    .option('--against <version>', 'compare with an earlier version: loaded, commit or replaced')
    .option('--send', 'let the request of an http hook leave this machine')
    .option('--yes', 'run it without asking')
    .action(
      (owner: string | undefined, event: string | undefined, index: string | undefined, asked: Asked, self: Command) =>
        answering(self, async (panel) => {
          const choice = {
            owner: owner ?? null,
            event: event ?? null,
            index: index === undefined ? null : wholeNumber(index),
          }
          const found = chosenFrom(await choosable(panel), choice)
          const [only] = found
          if (only && found.length === 1) return await tryIt(panel, only, asked)
          const json = {
            hooks: found.map(({ subject, owner, index }) => ({ ...planless(subject), owner, index })),
          }
          return { json, text: say.choices(found, owner !== undefined), exitCode: owner === undefined ? 0 : 1 }
        }),
    )

  async function tryIt(panel: Panel, chosen: Choosable, asked: Asked): Promise<Answer> {
    const prepared = prepare(panel, chosen.subject)
    const input = inputAsked(panel, prepared, asked)
    const plan = planOf(chosen, prepared, input)
    const text = say.benchPlan(plan)
    const no = (more: string): Answer => ({ json: { plan, result: null }, text: more, exitCode: 1 })
    if (prepared.cannot !== null) return no(text)
    if (!asked.yes) {
      if (around.confirm === null || asked.json) return no(`${text}\nNothing was run. Add --yes to run it.\n`)
      around.out(`${text}\n`)
      if (!(await around.confirm(prepared.request ? 'Send it?' : 'Run it?'))) return no('Nothing was run.\n')
    }
    const wanted = {
      ...{ fingerprint: prepared.fingerprint, confirmed: true, send: asked.send === true, runs: asked.runs },
      ...{ input: input.from === 'own' ? null : input.key, text: input.from === 'own' ? input.text : null },
      against: asked.against ?? null,
    }
    return await cancellable(around, panel, async () => {
      const result = await runHook(panel, chosen.subject.hook.id, wanted)
      const failed = ['error', 'cancelled'].includes(result.now.verdict.outcome) || (result.changed ?? []).length > 0
      return {
        json: { plan, result: resultJson(result) },
        text: `${asked.yes ? `${text}\n` : ''}${say.benchResult(result, plan)}`,
        exitCode: failed ? 1 : 0,
      }
    })
  }
}

const planless = ({ hook: { id, event, matcher, type }, onlyIn }: Choosable['subject']) => ({
  ...{ id, event, matcher, type, onlyIn: onlyIn ?? null },
})

const HELP = `
Which hook: its id, or whose it is, its event, and its number among those where there are several.
  hotplug test-hook                             all hooks, with their ids and numbers
  hotplug test-hook voice@lab                   the only hook of a plugin
  hotplug test-hook voice@lab PreToolUse 2      its second hook for that event
  hotplug test-hook project Stop                of this project's settings; also user, local and managed
  hotplug test-hook 1c56bd3d78f7                by its id

The command, its environment and its input are printed first, and you are asked. Without a terminal nothing is run
unless --yes is there. It runs as you, in this folder, with no key in its environment; it and everything it started is
ended when its time is over. Exit code: 0 when it did what hooks do, 1 when it failed, or nothing was run.
`
