import { basename, resolve } from 'node:path'
import { openDisk } from '../../claude/disk.ts'
import { readManifest } from '../../claude/manifest.ts'
import { ownName } from '../../claude/own-name.ts'
import type { Plugin, Session } from '../../claude/types.ts'
import { anatomyOf } from '../../reload/components.ts'
import { verdictOf } from '../../reload/verdict.ts'
import { pathBelow } from '../../trees/inside.ts'
import { scanTree } from '../../trees/scan.ts'
import { evidenceOf } from '../evidence.ts'
import { textsBelow } from '../texts.ts'
import type { Answering, Context } from './context.ts'
import { realOf } from './disk.ts'
import { situationIn } from './row.ts'
import { PLUGIN_DIR_MEASURED } from './shadows.ts'
import { sinceHop } from './since.ts'

/** A plugin that a running session was started with by --plugin-dir. */
export type Given = { session: Session; folder: string; name: string }

export function givenIn({ panel, inventory }: Pick<Context, 'panel' | 'inventory'>): readonly Given[] {
  const look = openDisk().look()
  return inventory.sessions
    .filter(({ alive }) => alive)
    .flatMap((session) =>
      (evidenceOf(panel, session).pluginDirs ?? []).map((folder) => {
        const real = realOf(resolve(session.cwd ?? '/', folder))
        return { session, folder: real, name: readManifest(look, real).value?.name ?? basename(real) }
      }),
    )
}

/** A file below such a folder, where it belongs to no installed plugin or one of those sessions was asked about. */
export const givenAnswer: Answering = (context) => {
  const { disk, session, given, panel } = context
  const having = given.filter(
    (one) => pathBelow(one.folder, disk.real) !== null && (session === null || one.session.pid === session.pid),
  )
  const [first] = having
  if (!first || disk.kind === 'folder') return null
  const path = pathBelow(first.folder, disk.real) ?? ''
  const component = componentIn(first.folder, path)
  const verdictIn = (one: Session | null) => {
    const situation = { ...situationIn(panel, null, one), mode: 'plugin-dir' as const }
    return {
      situation,
      verdict: verdictOf({ component, change: disk.kind === 'missing' ? 'removed' : 'edited' }, situation),
    }
  }
  const { verdict } = verdictIn(first.session)
  const sessions = having.map((one) => one.session)
  const since = sinceHop(context, sessions, { path, at: disk.mtimeMs, verdictIn })
  const lacking = since.sessions.find(({ ok }) => ok === false) ?? since.sessions.find(({ ok }) => ok === null)
  return {
    plugin: first.name,
    component,
    verdict,
    answer: `${first.name} is given by --plugin-dir to ${sessions.length === 1 ? 'one running session' : `${sessions.length} running sessions`}, which read this folder where it lies. ${lacking ? `Not live there: ${lacking.sentence}.` : 'They have it.'}`,
    hops: [
      { hop: 'edited', ok: true, detail: 'last saved', at: disk.mtimeMs },
      { hop: 'loaded', ok: true, detail: `read in place, from ${first.folder}`, at: null },
      since.hop,
    ],
    sessions: since.sessions,
    steps: lacking?.steps ?? [],
    ground: PLUGIN_DIR_MEASURED,
  }
}

const componentIn = (folder: string, path: string) => {
  const paths = new Set([...scanTree(folder).entries.keys(), path])
  return anatomyOf(paths, textsBelow(folder)).components.get(path) ?? 'other'
}

/** Sessions that have another folder with the same name instead of an installed plugin. */
export function givenInstead({ given, session }: Pick<Context, 'given' | 'session'>, plugin: Plugin): readonly Given[] {
  const asked = given.filter((one) => session === null || one.session.pid === session.pid)
  if (asked.length === 0) return []
  const [name, own] = [ownName(plugin), realOf(plugin.loaded.path)]
  return asked.filter((one) => one.name === name && one.folder !== own)
}
