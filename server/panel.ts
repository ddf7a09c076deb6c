import { join } from 'node:path'
import { createActivities } from './activities.ts'
import { openEvidence } from './claude/evidence/evidence.ts'
import { openInventory } from './claude/inventory.ts'
import type { Plugin } from './claude/types.ts'
import type { Config } from './config.ts'
import { createLive } from './live.ts'
import { type Compare, openComparisons } from './plugins/comparisons.ts'
import { openBench } from './plugins/doctor/bench/bench.ts'
import { openDoctor } from './plugins/doctor/doctor.ts'
import { openTraces } from './plugins/doctor/traces.ts'
import { openTrials } from './plugins/doctor/trials.ts'
import { openValidating } from './plugins/doctor/validating.ts'
import { withBase } from './plugins/pairs.ts'
import { openProbing } from './plugins/probe/probing.ts'
import { openResults } from './plugins/probe/results.ts'
import { openSessions } from './plugins/sessions/sessions.ts'
import { openSurvey } from './plugins/survey.ts'
import { openWatching } from './plugins/watching/watching.ts'
import { openStore } from './store.ts'
import { applyPlan } from './trees/apply.ts'
import type { Plan } from './trees/plan.ts'

export type Panel = ReturnType<typeof openPanel>

/** Everything the verbs need, opened once: by the panel for as long as it runs, by a command for as long as it takes. */
export function openPanel(config: Config, compare: Compare, apply: typeof applyPlan = applyPlan) {
  const store = openStore(config.stateDir)
  const live = createLive()
  const watching = openWatching(store)
  const results = openResults(store)
  const activities = createActivities(live)
  const survey = openSurvey({ config, store, live, files: openInventory(config) })
  const evidence = openEvidence(config)
  const sessions = openSessions({ config, store, live, survey, evidence, results })
  const validating = openValidating({ config, store, survey })
  const doctor = openDoctor({ config, store, live, survey, validating })
  const comparisons = openComparisons({
    compare: (pairs, onResult) =>
      compare(
        pairs.map((pair) => withBase(pair, store)),
        onResult,
      ),
    changed: () => live.publish('drift'),
  })

  /** After something of ours changed a plugin's folders, or where they lie: knows the new state before it returns. */
  async function changed(plugin: Plugin) {
    survey.lookAgain()
    comparisons.forget(plugin.id)
    await comparisons.bring(survey.inventory().plugins.filter((one) => one.id === plugin.id))
    live.publish('history')
    live.publish('inventory')
  }

  /** After a plan was carried out: what it came to is known without looking; whoever looks next makes sure. */
  function synced(plugin: Plugin, plan: Plan) {
    if (plan.operations.some(({ path }) => path.startsWith('.claude-plugin/'))) survey.lookAgain()
    else survey.lookWhetherMoved()
    comparisons.settle(plugin, plan)
  }

  /** Tells the pages of what was synced. */
  function tellSynced() {
    for (const topic of ['history', 'inventory', 'drift'] as const) live.publish(topic)
  }

  async function changedById(id: string) {
    const plugin = survey.inventory().plugins.find((one) => one.id === id)
    if (plugin) await changed(plugin)
  }

  /** Looks at everything again, whatever is thought to be known. */
  async function checkAll() {
    survey.lookAgain()
    comparisons.forgetAll()
    await survey.ask()
    await comparisons.bring(survey.inventory().plugins)
    live.publish('inventory')
  }

  return {
    config,
    store,
    live,
    activities,
    survey,
    comparisons,
    watching,
    /** What was measured of Claude Code on this machine. */
    results,
    probing: openProbing(),
    /** What running sessions leave behind: ask by evidenceOf. */
    evidence,
    /** What running sessions have of each plugin: ask by holdingsOf. */
    sessions,
    /** Where hooks are tried. */
    bench: openBench(),
    /** What is wrong with hooks, skills, manifests and servers: ask by `diagnose`. */
    doctor,
    /** What `claude plugin validate` says, asked once for each state of a plugin. */
    validating,
    /** What Claude was given of skills and the like when they were tried: ask by `definitionModel`. */
    trials: openTrials(),
    /** What sessions left behind of the hooks they ran: ask by hookCosts and hookLogs. */
    traces: openTraces(config.configDir),
    trashDir: join(config.stateDir, 'trash'),
    /** Carries out plans that are long or many; where there are other threads, in those. */
    apply,
    synced,
    tellSynced,
    changed,
    changedById,
    checkAll,
    close: () => store.close(),
  }
}
