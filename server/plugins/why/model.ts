import { join } from 'node:path'
import type { Plugin, Session } from '../../claude/types.ts'
import { HotplugError } from '../../errors.ts'
import type { Panel } from '../../panel.ts'
import type { Plan } from '../../trees/plan.ts'
import { shellOf } from '../models.ts'
import type { FileProof } from '../receipts/types.ts'
import { holdingsOf } from '../sessions/sessions.ts'
import { knownPlan } from '../sync.ts'
import type { Shell } from '../types.ts'
import { proofFor } from './proof.ts'
import type { Why } from './types.ts'
import { whyFile } from './why.ts'

/** `file` is what was typed; '' when nothing was. */
export type WhyQuery = { file: string; session: number | null }

/** A file that was edited lately and is not everywhere yet. */
export type Lately = { path: string; plugin: string; at: number }

export type WhyModel = {
  shell: Shell
  query: WhyQuery
  why: Why | null
  /** Why the question has no answer, as a sentence. */
  refusal: string | null
  lately: readonly Lately[]
  /** All that are running, to ask about one of them. */
  living: readonly Session[]
  /** What one click would do; null where a click must not be enough. */
  plan: Plan | null
  /** What running sessions show of the file; null where nothing new came to the folder that they read. */
  proof?: FileProof | null
}

const MOST_LATELY = 8

export async function whyModel(panel: Panel, query: WhyQuery): Promise<WhyModel> {
  const { why, refusal } = query.file === '' ? { why: null, refusal: null } : await ask(panel, query)
  const { plugins, sessions } = panel.survey.inventory()
  if (why === null) await panel.sessions.bring()
  const plugin = plugins.find(({ id }) => id === why?.plugin)
  if (plugin) await panel.comparisons.bring([plugin])
  return {
    shell: shellOf(panel),
    query,
    why,
    refusal,
    lately: why === null ? editedLately(panel, plugins) : [],
    living: sessions.filter(({ alive }) => alive),
    plan: plugin ? knownPlan(panel, plugin) : null,
    proof: why && (await proofFor(panel, why)),
  }
}

async function ask(panel: Panel, { file, session }: WhyQuery): Promise<{ why: Why | null; refusal: string | null }> {
  try {
    return { why: await whyFile(panel, file, { session }), refusal: null }
  } catch (error) {
    if (error instanceof HotplugError) return { why: null, refusal: `${error.message} ${error.next}`.trim() }
    throw error
  }
}

/** Files that drift, and files that some session has otherwise: the newest first. */
function editedLately(panel: Panel, plugins: readonly Plugin[]): readonly Lately[] {
  const found = new Map<string, Lately>()
  const add = ({ source, loaded, id }: Plugin, path: string, at: number) => {
    const file = join(source?.path ?? loaded.path, path)
    if (!found.has(file)) found.set(file, { path: file, plugin: id, at })
  }
  for (const plugin of plugins.filter(({ enabled }) => enabled)) {
    const compared = panel.comparisons.of(plugin)
    if (compared === null || compared === 'nothing' || compared.error !== null) continue
    for (const { path, source, loaded } of compared.deltas) add(plugin, path, (source ?? loaded)?.mtimeMs ?? 0)
  }
  for (const { plugin: id, files } of holdingsOf(panel)) {
    const plugin = plugins.find((one) => one.id === id)
    if (plugin) for (const { path, changedAt } of files) add(plugin, path, changedAt)
  }
  return [...found.values()].toSorted((one, other) => other.at - one.at).slice(0, MOST_LATELY)
}
