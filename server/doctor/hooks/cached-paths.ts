import type { Around } from '../types.ts'
import type { Hook } from './types.ts'

/** A plugin's folder in Claude Code's cache, as a command spells it out. */
type CachedPath = { path: string; marketplace: string; plugin: string; version: string }

export function cachedPaths({ handler }: Pick<Hook, 'handler'>, { config }: Pick<Around, 'config'>): CachedPath[] {
  const words = [handler.command, ...(Array.isArray(handler.args) ? handler.args : [])]
  const text = words
    .filter((word) => typeof word === 'string')
    .join('\n')
    .slice(0, LONGEST)
  const found = [...text.matchAll(FOLDER)].map(([, marketplace = '', plugin = '', version = '']) => ({
    path: `${config.pluginsDir}/cache/${marketplace}/${plugin}/${version}`,
    marketplace,
    plugin,
    version,
  }))
  return [...new Map(found.map((one) => [one.path, one])).values()]
}

const LONGEST = 16_000
const NAME = '[A-Za-z0-9][A-Za-z0-9._-]*'
const FOLDER = new RegExp(`/plugins/cache/(${NAME})/(${NAME})/(${NAME})(?=[/"'\\s]|$)`, 'g')
