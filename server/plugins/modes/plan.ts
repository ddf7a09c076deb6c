import { createHash } from 'node:crypto'
import { HotplugError } from '../../errors.ts'
import type { Panel } from '../../panel.ts'
import { hasAction } from '../../reload/actions.ts'
import { basisOf, newestMeasured } from '../../reload/versions.ts'
import { actionOf } from '../journal.ts'
import { sessionsWith } from '../reinstall/notes.ts'
import { loadedRecord } from '../reinstall/plan.ts'
import { developed } from './called.ts'
import { currentMode, decideModes } from './decide.ts'
import { factsOf } from './facts.ts'
import { MODES, type ModeFacts, type ModeName, type ModePlan } from './types.ts'
import { MODE_WORDS } from './words.ts'

/** What a person typed or clicked. */
export function modeNamed(text: string): ModeName {
  const mode = MODES.find((one) => one === text)
  if (mode) return mode
  throw new HotplugError(
    422,
    `There is no way to develop a plugin called ${JSON.stringify(text)}.`,
    `There are ${MODES.join(', ')}.`,
  )
}

/** What switching would do here and now. Throws HotplugError, with what to do, where it cannot be. */
export function planMode(panel: Panel, id: string, to: ModeName): ModePlan {
  const plugin = developed(panel, id)
  const facts = factsOf(panel, plugin)
  const option = decideModes(facts).find(({ mode }) => mode === to)
  if (!option) throw new HotplugError(404, `${plugin.id} has no such way.`)
  if (option.isCurrent) throw new HotplugError(422, `${plugin.id} is developed in this way already: ${MODE_WORDS[to]}.`)
  if (option.whyNot !== null)
    throw new HotplugError(
      422,
      option.whyNot,
      option.byHand.length > 0 ? `By hand: \`${option.byHand.join(' && ')}\`` : '',
    )
  const row = facts.switched ? panel.store.action(facts.switched.action) : undefined
  const standing = row ? actionOf(row) : null
  const takesBack = to === 'copy' ? standing : null
  const first = to === 'copy' ? null : standing
  const steps = takesBack ? [] : (option.steps ?? [])
  if (takesBack === null && steps.length === 0)
    throw new HotplugError(422, `There is nothing to switch: start Claude Code with \`${option.byHand.join(' ')}\`.`)
  const record = loadedRecord(plugin)
  return {
    id: plugin.id,
    from: currentMode(facts),
    to,
    becomes: to === 'skills-dir' ? `${facts.source?.manifest ?? facts.name}@skills-dir` : plugin.id,
    ...{ steps, takesBack, first, option },
    sessions: record ? sessionsWith(panel, plugin, record) : [],
    after: to === 'sync-on-save' || steps.some((step) => step.do === 'watch') ? [] : [needed(facts)],
    locks: locksOf(facts, to),
    fingerprint: createHash('sha256')
      .update(JSON.stringify([to, steps, standing?.id ?? null, { ...facts, components: [] }]))
      .digest('hex')
      .slice(0, 16),
  }
}

const needed = ({ version }: ModeFacts) =>
  hasAction('/reload-plugins', basisOf(version ?? newestMeasured), 'interactive') ? '/reload-plugins' : 'new session'

const locksOf = ({ id, move }: ModeFacts, to: ModeName) => [
  ...new Set([id, ...(to === 'in-place' && 'others' in move ? move.others : [])]),
]
