import { realpathSync } from 'node:fs'
import type { Panel } from '../../panel.ts'
import type { ModeLog, ModeStep } from './types.ts'

/** Whether Claude Code reads a plugin now as a switch meant it to: by its own list, and by what lies on the disk. */
export async function isReached(panel: Panel, { to, becomes, steps, move }: ModeLog): Promise<boolean> {
  if (to === 'sync-on-save' || to === 'copy') return true
  panel.survey.lookAgain()
  await panel.survey.ask()
  const { plugins } = panel.survey.inventory()
  const plugin = plugins.find((one) => one.id === becomes)
  if (!plugin) return false
  if (to === 'skills-dir') return plugin.enabled
  if (to === 'cached-link') return plugin.loaded.how === 'link' && isSame(plugin.loaded.path, targetOf(steps))
  return plugin.loaded.how === 'in-place' && move !== null && realOf(plugin.loaded.path).startsWith(realOf(move.folder))
}

const targetOf = (steps: readonly ModeStep[]) => steps.find((step) => step.do === 'stand-in')?.target ?? ''

const isSame = (one: string, other: string) => realOf(one) === realOf(other)

function realOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}
