import type { Plugin } from '../../claude/types.ts'
import type { Panel } from '../../panel.ts'
import type { Action as Doing } from '../../reload/types.ts'
import type { Action } from '../types.ts'
import { ofCommands } from './outcome.ts'

/** By what a session shows that everything was done in it that was left to do after a sync; null where it does not. */
export function shownAfter(panel: Panel, { loaded }: Plugin, action: Action, pid: number): string | null {
  const remedy = action.after.filter((command): command is Doing => COMMANDS.has(command))
  const session = panel.survey.inventory().sessions.find((one) => one.pid === pid)
  if (!session || remedy.length === 0 || remedy.length < action.after.length) return null
  const evidence = panel.evidence(session, { cached: [], folders: [] })
  const since = action.at + (action.durationMs ?? 0)
  const { proven, sentence } = ofCommands({ remedy, since, folder: loaded.path }, evidence)
  return proven ? sentence : null
}

const COMMANDS: ReadonlySet<string> = new Set(['/reload-skills', '/reload-plugins', '/clear'])
