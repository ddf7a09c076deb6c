import { keywordsOf } from '../autoload/keywords.ts'
import type { Group } from '../autoload/types.ts'
import type { DecisionRow, Refusal } from '../autoload-store.ts'
import { sentenceOf } from '../errors.ts'
import type { Panel } from '../panel.ts'
import { shellOf } from '../plugins/models.ts'
import type { Shell } from '../plugins/types.ts'
import { type Approval, approvalOf } from './approval.ts'
import { groupsOf, isTrusted, projectOf } from './circumstances.ts'
import { type GroupRow, groupsModel } from './groups.ts'
import { type HooksStatus, hooksStatus, planUninstall } from './hooks/hooks.ts'
import { type HooksPlan, planHooks } from './hooks/plan.ts'
import { fingerprintOf } from './hooks-shown.ts'
import { type InstructionsResult, instructionsNow, updateInstructions } from './instructions.ts'
import { startedOf } from './start.ts'

/** `last`: what was decided about it in this project most recently; `lowered`: what was called wrong here. */
export type GroupLine = GroupRow & {
  keywords: readonly string[]
  signals: Pick<Group, 'prompt' | 'project'>
  loading: boolean
  failure: string | null
  last: Pick<DecisionRow, 'at' | 'outcome' | 'why' | 'plugin'> | null
  lowered: readonly { signal: string; times: number }[]
  /** Whether any of its plugins could be installed now. */
  loadable: boolean
}

export type InstructionsNow = { file: string; state: InstructionsResult['state'] | 'broken'; why: string | null }

export type AutoloadModel = {
  shell: Shell
  on: boolean
  project: string
  groups: readonly GroupLine[]
  problems: ReturnType<typeof groupsModel>['problems']
  hooks: HooksStatus
  instructions: InstructionsNow
  refusals: readonly Refusal[]
  /** Marketplaces that something could be installed from. */
  marketplaces: number
}

export function autoloadModel(panel: Panel): AutoloadModel {
  const { on, groups, problems } = groupsModel(panel)
  const { groups: table } = groupsOf(panel)
  const project = projectOf(panel)
  const { running, failures } = startedOf(panel)
  const penalties = panel.store.autoload.penalties(project)
  return {
    shell: shellOf(panel),
    ...{ on, problems, project },
    groups: groups.map((row, at) => {
      const { prompt, project: signals } = table[at] as Group
      return {
        ...row,
        keywords: keywordsOf(table[at] as Group),
        signals: { prompt, project: signals },
        loading: running.has(row.name),
        failure: failures.get(row.name) ?? null,
        last: panel.store.past.lastOf(row.name, project) ?? null,
        lowered: penalties.filter(({ group }) => group === row.name),
        loadable: row.plugins.some(
          ({ exists, installed, enabled }) => (exists || installed) && !(installed && enabled),
        ),
      }
    }),
    hooks: hooksStatus(panel),
    instructions: instructionsOf(panel),
    refusals: [...panel.store.autoload.refusals(project).values()],
    marketplaces: panel.survey.inventory().marketplaces.filter(isTrusted).length,
  }
}

export type ApprovalModel = Approval & { shell: Shell; hooks: boolean }

export const approvalModel = (panel: Panel, name: string, instead: string | null): ApprovalModel => ({
  ...approvalOf(panel, name, instead),
  shell: shellOf(panel),
  hooks: hooksStatus(panel).installed,
})

/** `uninstall`: what would be taken away; null where the hooks would be installed. */
export type HooksReview = {
  shell: Shell
  status: HooksStatus
  plan: HooksPlan | null
  uninstall: ReturnType<typeof planUninstall> | null
  shown: string
}

export async function hooksReview(panel: Panel, what: 'install' | 'uninstall'): Promise<HooksReview> {
  const status = hooksStatus(panel)
  const shell = shellOf(panel)
  if (what === 'uninstall') {
    const uninstall = planUninstall(panel)
    return { shell, status, plan: null, uninstall, shown: fingerprintOf(uninstall) }
  }
  const { plan } = await planHooks(panel)
  return { shell, status, plan, uninstall: null, shown: fingerprintOf(plan) }
}

export type InstructionsReview = {
  shell: Shell
  result: InstructionsResult | null
  refused: string | null
  folder: string
}

/** What would be written into this project's CLAUDE.md; or why nothing can be. */
export async function instructionsReview(panel: Panel): Promise<InstructionsReview> {
  const known = { shell: shellOf(panel), folder: projectOf(panel) }
  try {
    return { ...known, result: await updateInstructions(panel, panel.config.project, { dryRun: true }), refused: null }
  } catch (error) {
    return { ...known, result: null, refused: sentenceOf(error) }
  }
}

function instructionsOf(panel: Panel): InstructionsNow {
  try {
    return { ...instructionsNow(panel, panel.config.project), why: null }
  } catch (error) {
    return { file: 'CLAUDE.md', state: 'broken', why: sentenceOf(error) }
  }
}
