import { join } from 'node:path'
import { sequenceOf } from '../../reload/sequence.ts'
import type { Component } from '../../reload/types.ts'
import { verdictOf } from '../../reload/verdict.ts'
import type { Step } from '../types.ts'
import type { Answering, Context } from './context.ts'
import { belowEither, type Owned, ownedIn } from './owned.ts'
import { situationIn } from './row.ts'
import { sinceHop } from './since.ts'
import type { Answer, Hop, InSession } from './types.ts'

/** A file that Claude Code reads for a project or for the user, outside of any plugin. */
export const projectAnswer: Answering = (context) => {
  const owned = ownedIn(context)
  return owned && answerOf(context, owned)
}

function answerOf(context: Context, owned: Owned): Answer {
  const { panel, disk, session } = context
  const { owner, root, path, component } = owned
  const exists = disk.kind !== 'missing'
  const verdictIn = (one: typeof session) => {
    const situation = situationIn(panel, null, one)
    return { situation, verdict: verdictOf({ component, change: exists ? 'edited' : 'removed' }, situation) }
  }
  const { verdict, situation } = verdictIn(session)
  const isElsewhere = owner === 'project' && belowEither(panel.config.project, root) === null
  const isTheirs = session === null || reads(owned, session)
  const edited = { path, at: disk.mtimeMs, verdictIn }
  const { hop, sessions } = sinceHop(context, isTheirs ? readersOf(context, owned) : [], edited)
  const usual = sequenceOf([{ path, verdict }], { needs: null, plugin: null, driver: situation.driver })
  const whose = owner === 'user' ? 'of the user' : isElsewhere ? `of the project ${root}` : 'of the project'
  return {
    component,
    verdict,
    sessions,
    hops: [
      ...hopsOf(join(root, path), exists, disk.mtimeMs, isElsewhere ? root : null),
      isTheirs ? hop : { ...hop, ok: false, detail: `the session works in ${session?.cwd}, not in ${root}` },
    ],
    steps: !exists || !isTheirs ? [] : stepsIn(sessions, usual),
    answer: `${nameOf(path, component)} ${whose}. ${exists ? verdict.rule.why : 'It is not there: nothing is read.'}`,
  }
}

const readersOf = ({ inventory, session }: Context, owned: Owned) =>
  inventory.sessions.filter((one) => one.alive && (session ? one.pid === session.pid : reads(owned, one)))

const reads = ({ owner, root }: Owned, { cwd }: { cwd: string | null }) =>
  owner === 'user' || (cwd !== null && belowEither(root, cwd) !== null)

const hopsOf = (file: string, exists: boolean, at: number | null, elsewhere: string | null): Hop[] => [
  { hop: 'edited', ok: true, detail: exists ? 'last saved' : 'not there (yet, or any more)', at },
  {
    hop: 'loaded',
    ok: exists,
    detail: exists
      ? `Claude Code reads ${file} itself${elsewhere === null ? '' : `, for sessions in ${elsewhere}`}`
      : `${file} does not exist`,
    at: null,
  },
]

const stepsIn = (sessions: readonly InSession[], usual: readonly Step[]) =>
  sessions.length === 0
    ? usual
    : ((sessions.find(({ ok }) => ok === false) ?? sessions.find(({ ok }) => ok === null))?.steps ?? [])

/** 'An agent', 'A local settings file': what it is, as the beginning of a sentence. */
function nameOf(path: string, component: Component): string {
  if (component === 'CLAUDE.md' && !/(^|\/)CLAUDE(\.local)?\.md$/.test(path))
    return 'A file that the CLAUDE.md imports,'
  if (path.endsWith('settings.local.json')) return 'The local settings'
  return NAMES[component] ?? `A ${component}`
}

const NAMES: Partial<Record<Component, string>> = {
  agent: 'An agent',
  'output style': 'An output style',
  'MCP config': 'The MCP servers',
  'MCP server code': 'Code of an MCP server',
  rules: 'A rules file',
  settings: 'The settings',
  'CLAUDE.md': 'A CLAUDE.md',
}
