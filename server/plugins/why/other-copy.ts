import type { CachedVersion, Plugin, Session } from '../../claude/types.ts'
import type { Context } from './context.ts'
import { realOf } from './disk.ts'
import { versionOf } from './hops.ts'
import type { Place } from './places.ts'
import { whereOf } from './sessions.ts'
import type { Answer, InSession } from './types.ts'

/** A cached version of an installed plugin that a new session would not read. */
export function otherCopy({ inventory, holdings }: Context, { plugin, root }: Place): Answer {
  const cached = plugin.cached.find(({ path }) => realOf(path) === realOf(root) || path === root)
  const orphaned = cached?.reasons.find((reason) => reason.kind === 'orphaned')
  const users = usersOf(cached, inventory.sessions)
  const running = holdings.filter(
    ({ plugin: id, folder }) => id === plugin.id && folder !== null && realOf(folder) === realOf(root),
  )
  const name = `the cached version ${versionOf(root)} of ${plugin.id}`
  const standing = orphaned ? `, which is orphaned: no installation uses it any more` : ''
  const detail = `${name}${standing}; Claude Code reads ${plugin.loaded.path}`
  const using = users.length > 0 ? ` Still in use by ${users.join(' and ')}, until that ends or reloads.` : ''
  return {
    plugin: plugin.id,
    answer: `Not live: this is ${detail}.${using}`,
    hops: [{ hop: 'loaded', ok: false, detail: `this is ${detail}`, at: orphaned?.since ?? null }],
    sessions: running.map((holding): InSession => {
      const { pid, cwd, version, driver } = holding.session
      const { asOf, unless, steps } = holding
      return {
        pid,
        cwd,
        version,
        driver,
        ok: true,
        asOf,
        sentence: 'it runs this very version',
        unless,
        steps,
        remedy: 'none',
      }
    }),
    suggestions: [insteadOf(plugin)],
  }
}

/** A folder in the cache that belongs to no installed plugin. */
export function uninstalledCopy({ inventory, path, disk }: Context): Answer | null {
  const cached = inventory.cached.find((version) =>
    [version.path, realOf(version.path)].some(
      (root) => path.startsWith(`${root}/`) || disk.real.startsWith(`${root}/`),
    ),
  )
  if (!cached) return null
  const orphaned = cached.reasons.find((reason) => reason.kind === 'orphaned')
  const users = usersOf(cached, inventory.sessions)
  const what =
    cached.plugin === null ? 'a temporary clone' : `version ${cached.version} of ${cached.plugin}@${cached.marketplace}`
  const why = cached.plugin === null ? 'which is never loaded' : 'a plugin that is not installed any more'
  const using = users.length > 0 ? ` ${users.join(' and ')} still uses it.` : ''
  const answer = `Not live: this is ${what} in the cache, ${why}.${using} The Cache page says whether it may go.`
  return { answer, hops: [{ hop: 'loaded', ok: false, detail: `${what} is not loaded`, at: orphaned?.since ?? null }] }
}

function usersOf(cached: CachedVersion | undefined, sessions: readonly Session[]): string[] {
  const pids = (cached?.reasons ?? []).flatMap((reason) =>
    reason.kind === 'leased' && reason.alive ? [reason.pid] : [],
  )
  return pids.map((pid) => whereOf(sessions.find((session) => session.pid === pid) ?? { pid, cwd: null }))
}

const insteadOf = ({ source, loaded }: Plugin) => source?.path ?? loaded.path
