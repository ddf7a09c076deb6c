import { createHash } from 'node:crypto'
import { HotplugError } from '../errors.ts'
import type { Panel } from '../panel.ts'
import { installHooks, planUninstall, uninstallHooks } from './hooks/hooks.ts'
import { type HooksPlan, planHooks } from './hooks/plan.ts'

/** Carries out exactly the plan that was shown; refuses when it is another one by now. */
export async function changeHooks(panel: Panel, what: 'install' | 'uninstall', shown: string) {
  if (what === 'uninstall') {
    if (shown !== fingerprintOf(planUninstall(panel))) throw changed()
    return panel.activities.run('Removing the hooks', () => uninstallHooks(panel))
  }
  const planned = await planHooks(panel)
  if (shown !== fingerprintOf(planned.plan)) throw changed()
  return panel.activities.run('Installing the hooks', () => installHooks(panel, planned))
}

export const fingerprintOf = (plan: HooksPlan | ReturnType<typeof planUninstall>) =>
  createHash('sha256').update(JSON.stringify(plan)).digest('hex').slice(0, 16)

const changed = () =>
  new HotplugError(
    409,
    'What would be done changed since it was shown, so nothing was done.',
    'This is what it is now.',
  )
