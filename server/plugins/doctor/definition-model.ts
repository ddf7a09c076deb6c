import { openDisk } from '../../claude/disk.ts'
import { commandsIn } from '../../doctor/definitions/dynamic.ts'
import { type Standing, standingsOf } from '../../doctor/definitions/standing.ts'
import type { Definition } from '../../doctor/definitions/types.ts'
import { HotplugError } from '../../errors.ts'
import type { Panel } from '../../panel.ts'
import type { Verdict } from '../../reload/types.ts'
import { verdictOf } from '../../reload/verdict.ts'
import { situationOf } from '../examine.ts'
import { shellOf } from '../models.ts'
import type { Shell } from '../types.ts'
import { type OwnFiles, ownFiles } from './definition-files.ts'
import { type Past, pastOf } from './definition-past.ts'
import { hashOf, textToTry } from './trial-text.ts'
import type { Trial } from './trial-types.ts'
import type { ShownFinding } from './types.ts'

export type DefinitionModel = {
  shell: Shell
  definition: Definition
  standing: Standing | null
  /** The whole file, or why it cannot be read. */
  text: { state: 'read'; text: string; hash: string } | { state: 'unread'; why: string }
  modifiedAt: number | null
  /** What is beside it in its own folder; null for what is one file. */
  files: OwnFiles | null
  /** Whether Claude Code reads a copy of this file, which an edit has to be brought to first. */
  needsSync: boolean
  /** What an edit needs: of its text, and of what Claude is told beforehand. */
  remedies: readonly { of: 'text' | 'description'; verdict: Verdict }[]
  past: Past | null
  findings: readonly ShownFinding[]
  /** What its text has run when it is invoked. */
  commands: readonly string[]
  trial: Trial | null
  isBusy: boolean
}

export async function definitionModel(panel: Panel, id: string): Promise<DefinitionModel> {
  const { definition, standing, findings } = await findDefinition(panel, id)
  const { file, place } = definition
  const text = textOf(definition)
  return {
    shell: shellOf(panel),
    definition,
    standing,
    text,
    modifiedAt: openDisk().look().stat(file)?.mtimeMs ?? null,
    files: ownFiles(definition),
    needsSync: place.kind === 'plugin' && place.loaded !== null && place.loaded.path !== place.root,
    remedies: remediesOf(panel, definition),
    past: place.kind === 'plugin' ? pastOf(panel, place.id, definition.path) : null,
    findings: findings.filter((one) => one.definition === id || one.file === file),
    commands: text.state === 'read' ? commandsIn(definition, text.text) : [],
    trial: panel.trials.of(id),
    isBusy: panel.trials.isRunning(),
  }
}

/** The one of this id that was found when everything was last looked at. */
export async function findDefinition(panel: Panel, id: string) {
  const known = await panel.doctor.soon()
  const find = (places: typeof known.places) =>
    places.flatMap(({ subjects }) => subjects.flatMap((one) => (one.of === 'definition' ? [one.value.definition] : [])))
  const isThere = find(known.places).some((one) => one.id === id)
  const { places, findings } = isThere ? known : await panel.doctor.diagnose()
  const all = find(places)
  const definition = all.find((one) => one.id === id)
  if (!definition)
    throw new HotplugError(
      404,
      'There is no such skill, command, agent or output style any more.',
      'The list shows what is there now.',
    )
  return { definition, standing: standingsOf(all).get(id) ?? null, findings }
}

function textOf(definition: Definition): DefinitionModel['text'] {
  try {
    const text = textToTry(definition)
    return { state: 'read', text, hash: hashOf(text) }
  } catch (error) {
    if (error instanceof HotplugError) return { state: 'unread', why: error.message }
    throw error
  }
}

function remediesOf(panel: Panel, { kind, place }: Definition): DefinitionModel['remedies'] {
  const plugin = place.kind === 'plugin' ? place.plugin : null
  if (place.kind === 'plugin' && plugin === null) return []
  const situation = situationOf(panel, plugin)
  const told = kind === 'skill' || kind === 'agent' || kind === 'command'
  return [
    { of: 'text', verdict: verdictOf({ component: kind, change: 'edited' }, situation) },
    ...(told
      ? [{ of: 'description' as const, verdict: verdictOf({ component: kind, change: 'description' }, situation) }]
      : []),
  ]
}
