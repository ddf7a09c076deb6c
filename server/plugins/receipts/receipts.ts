import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Evidence } from '../../claude/evidence/types.ts'
import type { Plugin, Session } from '../../claude/types.ts'
import type { Panel } from '../../panel.ts'
import type { Change, Component, Mode, Situation } from '../../reload/types.ts'
import { verdictOf } from '../../reload/verdict.ts'
import { evidenceOf, foldersOf } from '../evidence.ts'
import { situationOf } from '../examine.ts'
import { holdingsOf } from '../sessions/sessions.ts'
import { outcomeOf } from './outcome.ts'
import type { Receipt } from './types.ts'
import * as say from './words.ts'

/** A file that was edited: a row of a plugin's files will do. */
export type Edited = { path: string; component: Component; change?: Change }

/**
 * What shows, in each living session that has the plugin, that it has an edit that has been in the folder that Claude
 * Code reads since `since` (epoch milliseconds: when a sync ended, or when the file itself was saved where it is read in
 * place). Ask after `panel.sessions.bring()`.
 */
export const receiptOf = (
  panel: Panel,
  plugin: Plugin,
  edited: Edited,
  since: number,
  evidence = askOnce(panel),
): readonly Receipt[] =>
  holdingsOf(panel)
    .filter((holding) => holding.plugin === plugin.id && holding.state !== 'absent')
    .map(({ session, folder }) => {
      const isOther = folder !== null && folder !== plugin.loaded.path
      return isOther
        ? readsAnother(session, folder)
        : receiptIn(panel, plugin, session, edited, since, { evidence: evidence(session) })
    })

/** For many edits at a time: each session is asked once what it leaves behind. */
export function askOnce(panel: Panel): (session: Session) => Evidence {
  const known = new Map<number, Evidence>()
  return (session) => {
    const evidence = known.get(session.pid) ?? evidenceOf(panel, session)
    known.set(session.pid, evidence)
    return evidence
  }
}

const readsAnother = (session: Session, folder: string): Receipt => ({
  ...{ session, proven: false, by: null, at: null },
  sentence: say.readsAnother(folder),
})

/** The same of one session. `from`: which folder it reads, and how, where that is not the plugin's loaded one. */
export function receiptIn(
  panel: Panel,
  plugin: Plugin,
  session: Session,
  edited: Edited,
  since: number,
  { folder = plugin.loaded.path, mode, evidence }: { folder?: string; mode?: Mode; evidence?: Evidence } = {},
): Receipt {
  const { path, component, change = 'edited' } = edited
  const usual = situationOf(panel, plugin)
  const situation: Situation = {
    ...usual,
    version: session.version ?? usual.version,
    driver: session.driver ?? usual.driver,
    mode: mode ?? usual.mode,
  }
  const outcome = outcomeOf(
    {
      ...{ component, path, folder, since },
      others: foldersOf(plugin).filter((one) => one !== folder),
      remedy: verdictOf({ component, change }, situation).rule.remedy,
      startedAt: session.startedAt,
      isOnlyOne: component === 'hook script' && !isElsewhere(panel, plugin, path),
    },
    evidence ?? evidenceOf(panel, session, [folder]),
  )
  return { session, ...outcome }
}

/** Hooks are recorded by their place in a plugin: in which one, is known only where no other has a file there. */
const isElsewhere = (panel: Panel, { id }: Plugin, path: string) =>
  panel.survey
    .inventory()
    .plugins.some((other) => other.id !== id && other.enabled && existsSync(join(other.loaded.path, path)))
