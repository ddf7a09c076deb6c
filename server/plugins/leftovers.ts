import type { CachedVersion, Inventory } from '../claude/types.ts'
import type { Measure } from './measure.ts'

/** More than this are counted, but not measured one by one for a page. */
const MOST_MEASURED = 300

/** Everything in the cache that is no plugin's installed version and that no plugin is loaded from, with its size. */
export async function leftovers({ cached, plugins }: Inventory, measure: Measure) {
  const loaded = new Set(plugins.map((plugin) => plugin.loaded.path))
  const left = cached.filter((version) => !loaded.has(version.path) && !isInstalled(version))
  return Promise.all(
    left.map(async (version, index) => ({
      version,
      bytes: index < MOST_MEASURED ? await measure(version.path).catch(() => null) : null,
    })),
  )
}

const isInstalled = ({ reasons }: CachedVersion) => reasons.some(({ kind }) => kind === 'installed')
