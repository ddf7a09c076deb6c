import { dirname } from 'node:path'
import type { Task } from '../../activities.ts'
import { masked } from '../../claude/masked.ts'
import { commandsIn } from '../../doctor/definitions/dynamic.ts'
import type { Definition } from '../../doctor/definitions/types.ts'
import { withoutServers } from '../../doctor/definitions/without-servers.ts'
import { readFrontmatter } from '../../doctor/frontmatter.ts'
import { HotplugError, sentenceOf } from '../../errors.ts'
import type { Panel } from '../../panel.ts'
import { isolate } from '../../probe/drive/isolated.ts'
import { startModel } from '../../probe/drive/model.ts'
import { ownPrefix, sweepLeftovers } from '../../probe/leftovers.ts'
import { byVersion } from '../../reload/versions.ts'
import { knownProgram } from './known-program.ts'
import { runTrial } from './trial-run.ts'
import { setStage } from './trial-stage.ts'
import { hashOf, textToTry } from './trial-text.ts'
import type { Outcome, Trial } from './trial-types.ts'

/** `hash`: of the file as it was shown. `run`: also the commands in its text, which were shown. */
export type Asked = { definition: Definition; hash: string; given: string; run: boolean }

export const LONGEST_GIVEN = 2000

/** Begins a trial that goes on after this; refuses what must not be tried. How it ends is among the panel's trials. */
export async function startTrial(panel: Panel, asked: Asked): Promise<void> {
  const program = await programOf(panel)
  const { definition, given, run } = asked
  const text = textToTry(definition)
  const hash = hashOf(text)
  const refusal = refusalOf(panel, asked, { text, hash, version: program.version })
  if (refusal) throw refusal
  const staged = withoutServers(text, definition.kind)
  const trial = { definition: definition.id, at: Date.now(), hash, given, ran: run, version: program.version }
  const end = (outcome: Trial['outcome']) => {
    panel.trials.put({ ...trial, outcome })
    panel.live.publish('doctor')
  }
  end({ state: 'running' })
  const work = panel.activities
    .run(`Trying ${definition.name}`, (task) =>
      carryOut(panel, { ...asked, definition: asItIsNow(definition, text), text: staged, program: program.path }, task),
    )
    .then(end, (error) => end({ state: 'failed', sentence: masked(sentenceOf(error)) }))
  panel.probing.add(work)
}

/** Of a long text, the doctor keeps only how it begins. */
const asItIsNow = (definition: Definition, text: string): Definition => ({
  ...definition,
  frontmatter: readFrontmatter(text),
})

async function programOf(panel: Panel) {
  const program = await knownProgram(panel)
  if (program !== null) return program
  throw new HotplugError(
    422,
    'No `claude` was found to try it with.',
    'Put it on the PATH, or set HOTPLUG_CLAUDE to its path, and start Hotplug again.',
  )
}

type Now = { text: string; hash: string; version: string }

function refusalOf(panel: Panel, { definition, hash, given, run }: Asked, now: Now) {
  if (panel.trials.isRunning())
    return new HotplugError(409, 'Something is being tried already.', 'Wait until it is done, or cancel it.')
  if (hash !== now.hash)
    return new HotplugError(409, 'The file changed since it was shown.', 'Look at it again, then try it.')
  if (given.length > LONGEST_GIVEN)
    return new HotplugError(422, `More than ${LONGEST_GIVEN} characters are not given to it.`, 'Shorten them.')
  const mayRunUnasked = byVersion(now.version, OLDEST_THAT_LEAVES_COMMANDS) < 0
  if (!run && mayRunUnasked && commandsIn(definition, now.text).length > 0)
    return new HotplugError(
      422,
      `Claude Code ${now.version} may run the commands in its text although it is told not to: ${OLDEST_THAT_LEAVES_COMMANDS} is the oldest that was seen to leave them.`,
      'Allow them to run, or try it with a newer version.',
    )
  return null
}

/** Measured: with disableSkillShellExecution a text says of each command that it was disabled. */
const OLDEST_THAT_LEAVES_COMMANDS = '2.1.100'

type Prepared = Asked & { text: string; program: string }

async function carryOut({ config, probing }: Panel, wanted: Prepared, task: Task): Promise<Outcome> {
  const signal = AbortSignal.any([task.signal, probing.signal])
  task.step('Starting Claude Code in a folder of its own')
  sweepLeftovers()
  await using model = await startModel()
  using isolated = isolate({
    ...{ program: wanted.program, node: dirname(config.node), searchPath: config.searchPath },
    ...{ modelUrl: model.url, prefix: ownPrefix(), signal },
  })
  const stage = setStage(isolated, {
    ...wanted,
    home: config.home,
    configDir: config.configDir,
    project: config.project,
  })
  task.step('Invoking it')
  const outcome = await runTrial({ ...wanted, isolated, model, stage, signal })
  return atHome(outcome, (text) => masked(stage.asAtHome(text)))
}

/** Under the names of what was copied, and without anything that looks like a key. */
function atHome(outcome: Outcome, say: (text: string) => string): Outcome {
  if (outcome.state === 'refused') return { ...outcome, said: outcome.said === null ? null : say(outcome.said) }
  const { text, announced, attached } = outcome
  return {
    ...outcome,
    text: say(text),
    announced: announced === null ? null : say(announced),
    attached: attached.map((one) => ({ file: say(one.file), text: say(one.text).slice(0, LONGEST_ATTACHED) })),
  }
}

const LONGEST_ATTACHED = 20_000
