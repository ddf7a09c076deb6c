import { type Decision, decideAsked } from '../autoload/decide.ts'
import type { AskedBy, Outcome } from '../autoload-store.ts'
import { HotplugError, sentenceOf } from '../errors.ts'
import { inTurn } from '../locks.ts'
import type { Panel } from '../panel.ts'
import { circumstancesOf, groupsOf, projectOf } from './circumstances.ts'
import { type Installed, installPlugin } from './install.ts'
import { logLine } from './log.ts'
import { tidyHistory } from './retention.ts'

/** What became of one plugin of a group; `plugin` is null where the group has none, or is off. */
export type Loaded = { group: string; plugin: string | null; outcome: Outcome; message: string; milliseconds: number }

export type LoadOptions = {
  askedBy: AskedBy
  session?: string | null
  /** The row of the detection that led to it. */
  detection?: number | null
  /** What was detected, as JSON. */
  evidence?: string
}

/** Loads groups because a person said so, which is approval enough this time; every plugin on its own. */
export async function loadGroups(panel: Panel, names: readonly string[], options: LoadOptions): Promise<Loaded[]> {
  const { groups } = groupsOf(panel)
  const unknown = names.find((name) => !groups.some((group) => group.name === name))
  if (unknown !== undefined) throw unknownGroup(unknown, groups)
  panel.survey.lookAgain()
  return carryOut(panel, decideAsked([...new Set(names)], groups, circumstancesOf(panel)), options)
}

export const unknownGroup = (name: string, groups: readonly { name: string }[]) =>
  new HotplugError(
    404,
    `There is no group ${name.slice(0, 60)}.`,
    `There are ${groups.map((one) => one.name).join(', ')}.`,
  )

/** Carries decisions out, one install at a time however many Hotplugs there are, and writes down what became of each. */
export async function carryOut(panel: Panel, decisions: readonly Decision[], options: LoadOptions): Promise<Loaded[]> {
  tidyHistory(panel.store)
  const toLoad = decisions.filter(({ outcome }) => outcome === 'load').length
  if (toLoad === 0) return decisions.map((decision) => concluded(panel, decision, options))
  const names = [...new Set(decisions.flatMap(({ outcome, group }) => (outcome === 'load' ? [group] : [])))]
  return panel.activities.run(`Loading ${names.join(', ')}`, async (task) => {
    const all: Loaded[] = []
    let done = 0
    for (const decision of decisions) {
      if (decision.outcome === 'load' && decision.plugin !== null) {
        task.step(`${decision.plugin} (${++done} of ${toLoad})`)
        all.push(await load(panel, { ...decision, plugin: decision.plugin }, options, task.signal))
      } else all.push(concluded(panel, decision, options))
    }
    return all
  })
}

async function load(
  panel: Panel,
  decision: Decision & { plugin: string },
  options: LoadOptions,
  signal: AbortSignal,
): Promise<Loaded> {
  const { group, plugin } = decision
  const begun = performance.now()
  const { outcome, message } = await inTurn(panel.store, signal, () => installPlugin(panel, plugin)).catch(failed)
  const milliseconds = Math.round(performance.now() - begun)
  const loaded: Loaded = { group, plugin, outcome, message: message || happened(plugin, outcome), milliseconds }
  record(panel, loaded, options, message)
  return loaded
}

const failed = (error: unknown): Installed => ({ outcome: 'failed', message: sentenceOf(error) })

const happened = (plugin: string, outcome: Installed['outcome']) =>
  outcome === 'loaded' ? `${plugin} is installed and enabled.` : `${plugin} was installed and enabled already.`

function record(panel: Panel, loaded: Loaded, options: LoadOptions, message: string) {
  const { store, live, survey, config } = panel
  const { group, plugin, outcome, milliseconds } = loaded
  if (
    plugin === null ||
    (outcome !== 'loaded' && outcome !== 'already there' && outcome !== 'failed' && outcome !== 'timed out')
  )
    return
  const [at, project] = [Date.now(), projectOf(panel)]
  store.exclusively(() => {
    store.autoload.addInstall({
      ...{ at, plugin, group_name: group, project, config: config.configDir },
      ...{ outcome, message, duration_ms: milliseconds, asked_by: options.askedBy },
    })
    if (outcome === 'loaded') {
      store.autoload.dropRefusal(project, plugin)
      const session = options.session ?? null
      store.autoload.addActivation({ plugin, session, installed_at: at, active_from: null, route: '' })
    }
    decided(panel, loaded, options)
  })
  logLine(config.stateDir, options.askedBy, group, plugin, `${outcome}.`, message)
  survey.lookAgain()
  live.publish('inventory')
  live.publish('history')
}

/** A decision that changes nothing on the disk is a line of the history all the same. */
function concluded(panel: Panel, { group, plugin, outcome, why }: Decision, options: LoadOptions): Loaded {
  const loaded = { group, plugin, outcome: OUTCOMES[outcome], message: why, milliseconds: 0 }
  panel.store.exclusively(() => decided(panel, loaded, options))
  logLine(panel.config.stateDir, options.askedBy, group, plugin ?? '', `${loaded.outcome}.`, why)
  return loaded
}

const OUTCOMES: Record<Decision['outcome'], Outcome> = {
  load: 'loaded',
  suggest: 'suggested',
  'already there': 'already there',
  refused: 'refused',
  'not found': 'not found',
  'no claude': 'failed',
  off: 'off',
}

function decided(panel: Panel, { group, plugin, outcome, message }: Loaded, options: LoadOptions) {
  panel.store.autoload.addDecision({
    ...{ at: Date.now(), project: projectOf(panel), group_name: group, plugin, outcome, why: message },
    detection: options.detection ?? null,
    session: options.session ?? null,
    evidence: options.evidence ?? '{}',
  })
}
