import { gte, lt } from 'semver'
import { SPANS } from './directory-spans.ts'
import { newestMeasured, plainVersion } from './versions.ts'

export type DirectoryLoad = { how: 'in-place' | 'cache'; certain: boolean; why: string }

/**
 * Which copy of a directory marketplace's plugin Claude Code runs. It is not a matter of a least version: the source
 * was read in place, then the cache again, then the source. 2.1.82 and 2.1.93 were never published.
 */
export function directoryMarketplaceLoads(version: string | null): DirectoryLoad {
  const known = version === null ? null : plainVersion(version)
  if (known === null) {
    return { how: 'in-place', certain: false, why: 'The version is unknown; the newest ones read the source folder.' }
  }
  const span = SPANS.find(({ from, before }) => (!from || gte(known, from)) && (!before || lt(known, before)))
  if (!span) throw new RangeError(`No span holds ${known}`)
  if (span.before || !lt(newestMeasured, known)) return { how: span.how, certain: true, why: span.why }
  return { how: span.how, certain: false, why: `${span.why} Newer versions than ${newestMeasured} were not measured.` }
}
