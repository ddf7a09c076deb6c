import { splitId } from '../../claude/ids.ts'
import type { Circumstance } from './answer.ts'
import { contentsOf } from './contents.ts'
import type { Step } from './plan.ts'
import { type ForPlugin, type Substitute, substituteFor } from './substitute.ts'

/** What is read of plugins must be over so long before the deadline (milliseconds). */
const RESERVE = 60

/** Reads what is to be given, as long as there is time. `late`: the plugins there was none for. */
export function gather(steps: readonly Step[], because: (group: string) => string, { left }: Circumstance) {
  const plugins: ForPlugin[] = []
  const late: Step[] = []
  for (const step of steps) {
    const { plugin, group, known } = step.decided
    if (!step.give || plugin === null || !known?.folder) continue
    if (left() < RESERVE) {
      late.push(step)
      continue
    }
    const pieces = contentsOf(known.folder, splitId(plugin).name, known.entry)
    if (pieces.length > 0) plugins.push({ id: plugin, group, because: because(group), pieces })
  }
  return { plugins, late }
}

export const composed = (plugins: readonly ForPlugin[], prompt: string | null): Substitute =>
  substituteFor(plugins, prompt, Math.random().toString(36).slice(2, 12))
