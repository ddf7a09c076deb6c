import type { Plugin, Session } from '../../claude/types.ts'
import { remedyText } from '../../reload/sequence.ts'
import type { Holding } from '../sessions/types.ts'
import type { Step } from '../types.ts'
import type { Context } from './context.ts'
import { type Seen, seenBy } from './seen.ts'
import type { Hop, InSession } from './types.ts'

/** What a file's way to the loaded folder came to, and what brings it there. */
export type OnTheWay = { arrived: boolean; steps: readonly Step[] }

/** The last stage: what the running sessions that have the plugin hold of this file. */
export function sessionHop(
  context: Context,
  plugin: Plugin,
  path: string,
  before: OnTheWay,
): { hop: Hop; sessions: readonly InSession[] } {
  const all = context.holdings.filter((holding) => holding.plugin === plugin.id && holding.session.alive)
  const wanted = context.session
    ? all.filter(({ session }) => session.pid === context.session?.pid)
    : all.filter(({ state }) => state !== 'absent')
  const sessions = wanted.map((holding) => inSession(holding, seenBy(context, plugin, path, holding), path, before))
  return { hop: hopOf(context, plugin, sessions), sessions }
}

function hopOf(context: Context, { id }: Plugin, sessions: readonly InSession[]): Hop {
  const [only] = sessions
  const hop = (ok: boolean | null, detail: string, at: number | null = null): Hop => ({
    hop: 'session',
    ok,
    detail,
    at,
  })
  if (context.session && !only) return hop(false, `process ${context.session.pid} does not have ${id}`)
  if (!only)
    return context.inventory.sessions.some(({ alive }) => alive)
      ? hop(true, `no running session has ${id}; the next one starts with it`)
      : hop(true, 'no session is running; the next one starts with it')
  if (sessions.length === 1) return hop(only.ok, `${whereOf(only)}: ${only.sentence}`, only.asOf)
  const [have, lack] = [sessions.filter(({ ok }) => ok), sessions.filter(({ ok }) => ok === false)]
  const unsure = sessions.length - have.length - lack.length
  const parts = [
    `${have.length} of ${sessions.length} running sessions have it`,
    ...(unsure ? [`of ${unsure} it is not known`] : []),
  ]
  return hop(
    lack.length > 0 ? false : unsure > 0 ? null : true,
    parts.join('; '),
    latest(lack.length > 0 ? lack : sessions),
  )
}

const latest = (sessions: readonly InSession[]) =>
  sessions.reduce<number | null>((most, { asOf }) => (asOf === null ? most : Math.max(most ?? asOf, asOf)), null)

/** 'the session in /home/ada/shop (process 4242)' */
export const whereOf = ({ pid, cwd }: Pick<Session, 'pid' | 'cwd'>) =>
  cwd === null ? `process ${pid}` : `the session in ${cwd} (process ${pid})`

function inSession(holding: Holding, seen: Seen, path: string, before: OnTheWay): InSession {
  const { session, asOf, unless } = holding
  const { pid, cwd, version, driver } = session
  const said = (ok: boolean | null, sentence: string, steps: readonly Step[] = []): InSession => ({
    ...{ pid, cwd, version, driver, ok, asOf, sentence, steps },
    unless: ok === true ? null : unless,
    remedy: remedyText(steps),
  })
  if (holding.state === 'absent') return said(false, asClause(holding.sentence), holding.steps)
  if (holding.state === 'gone') return said(false, 'it runs a folder that is not there any more', holding.steps)
  if (seen.differs) return said(false, `it reads ${seen.folder}, ${seen.sentence}`, seen.steps)
  if (!before.arrived) return said(false, 'it reads what is loaded, where the edit has not arrived', before.steps)
  const stale = holding.files.find((file) => file.path === path)
  if (stale) return said(false, STALE[stale.change], stale.steps)
  if (holding.state === 'unknown') return said(null, asClause(holding.sentence), seen.steps)
  return said(true, 'it has this very content')
}

const asClause = (sentence: string) => sentence.replace(/^It\b/, 'it').replace(/\.$/, '')

const STALE = {
  added: 'it does not have this file yet',
  edited: 'it still has what the file was before',
  removed: 'it still has the file that is gone',
}
