import { chmodSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { masked } from '../../../claude/masked.ts'
import { HotplugError } from '../../../errors.ts'
import { withLock } from '../../../locks.ts'
import type { Panel } from '../../../panel.ts'
import { type Patch, patchOf } from '../../../trees/patch.ts'
import { newToken } from '../../../trees/places.ts'
import { finishPlan, type Operation } from '../../../trees/plan.ts'
import { entryAt } from '../../../trees/stamp.ts'
import { journalOf } from '../../journal.ts'
import { hookById } from '../bench/find.ts'
import { changedMeanwhile, type FileChange, planSwitch, type SwitchPlan } from './plan.ts'

export type SwitchWanted = { hook: string; project: string; condition: string }

/** A switch as it is shown: `what` becomes of each file, and its lines. */
export type SwitchShown = {
  plan: SwitchPlan
  /** The hook's command, without what looks like a secret. */
  command: string
  files: readonly { path: string; what: 'created' | 'changed' | 'removed'; patch: Patch | null }[]
}

/** What switching would do, line by line; nothing is written but a copy aside, for as long as it is compared. */
export async function showSwitch(panel: Panel, { hook, ...wanted }: SwitchWanted): Promise<SwitchShown> {
  const plan = planSwitch(panel, await hookById(panel, hook), wanted)
  return withAside(panel, plan, (aside) => ({
    plan,
    command: masked(commandOf(plan)),
    files: plan.files.map((file) => ({
      path: file.path,
      what: whatOf(file),
      patch: isEmpty(file) ? null : patchOf(sideOf(aside, file), file.entry && file.file, { path: file.path }),
    })),
  }))
}

/** Carries out what was shown, as an action that can be undone; refuses where anything of it changed meanwhile. */
export async function applySwitch(
  panel: Panel,
  { hook: id, ...wanted }: SwitchWanted,
  shown: string,
): Promise<{ action: number; message: string }> {
  const hook = await hookById(panel, id)
  const plugin = hook.place.kind === 'plugin' && hook.place.plugin ? hook.place.id : ''
  return withLock(panel.store, plugin, async () => {
    const plan = planSwitch(panel, hook, wanted)
    if (plan.fingerprint !== shown) throw changedMeanwhile()
    const message = messageOf(plan)
    const { action } = await withAside(panel, plan, (aside) => {
      const operations = plan.files.map((file) => operationOf(aside, file))
      const carried = finishPlan({
        direction: 'to-loaded',
        from: aside,
        into: plan.project.folder,
        operations,
        skipped: [],
        warnings: [],
      })
      return panel.apply(carried, journalOf(panel.store, { kind: 'condition', plugin, summary: message }), {
        trashDir: panel.trashDir,
      })
    })
    panel.live.publish('history')
    panel.live.publish('doctor')
    return { action, message }
  })
}

export function messageOf(plan: SwitchPlan): string {
  const { hook, project, becomes, files } = plan
  const done = files.map((file) => `${file.path} ${whatOf(file)}`).join(', ')
  const name = `${hook.hook.event} hook ${nameOf(commandOf(plan))}`
  return `Switched the ${name} ${becomes === 'active' ? 'on' : 'off'} in ${project.folder}: ${done}`
}

const commandOf = ({ hook }: SwitchPlan) =>
  typeof hook.hook.handler.command === 'string' ? hook.hook.handler.command : ''

/** The script's name says more than the command line. */
const nameOf = (command: string) =>
  /[\w.-]+\.(?:sh|bash|m?js|cjs|ts|py)\b/.exec(command)?.[0] ?? masked(command).slice(0, 40)

const whatOf = ({ before, after }: FileChange) => (before === null ? 'created' : after === null ? 'removed' : 'changed')

const isEmpty = ({ before, after }: FileChange) => !before && !after

const sideOf = (aside: string, { path, after }: FileChange) => (after === null ? null : join(aside, path))

function operationOf(aside: string, { path, after, entry }: FileChange): Operation {
  if (after === null) {
    if (entry === null) throw changedMeanwhile()
    return { do: 'remove', path, over: entry }
  }
  const from = entryAt(aside, path)
  if (from === null) throw new HotplugError(409, `${aside} was removed meanwhile.`, 'Try again.')
  return { do: 'write', path, from, over: entry }
}

/** What the plan copies from, with the permissions that the files have. */
async function withAside<T>(panel: Panel, plan: SwitchPlan, work: (aside: string) => T | Promise<T>): Promise<T> {
  const aside = join(realpathSync(panel.config.stateDir), 'aside', newToken())
  mkdirSync(aside, { recursive: true, mode: 0o700 })
  try {
    for (const { path, after, entry } of plan.files) {
      if (after === null) continue
      const copy = join(aside, path)
      mkdirSync(dirname(copy), { recursive: true, mode: 0o700 })
      writeFileSync(copy, after, { mode: 0o600 })
      chmodSync(copy, entry ? entry.mode & 0o777 : 0o644)
    }
    return await work(aside)
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}
