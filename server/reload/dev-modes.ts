import { gte } from 'semver'
import { isMeasured, plainVersion } from './versions.ts'

/**
 * What a version of Claude Code does with a way to develop a plugin. `certain` is false where this version was not tried;
 * `why` says then what it rests on.
 */
export type Ability = { can: boolean; certain: boolean; why: string }

/**
 * A version in the cache that is a link. Measured: 2.1.329 reads through it and leaves it alone over sessions, updates
 * and `marketplace update`; 2.1.100 reads through it once and removes the link when that session has begun, and an
 * uninstall puts its mark .orphaned_at into the folder that the link leads to.
 */
export const versionLinkStays = (version: string | null): Ability =>
  since(version, '2.1.329', {
    older:
      '2.1.100 takes such a link away as soon as a session has begun, and an uninstall leaves a file in your own folder; only from 2.1.329 on it is known to stay.',
  })

/**
 * A plugin in the skills folder, or a link to one. Documented from 2.1.157 on; measured: 2.1.329 loads it, and 2.1.100
 * does not.
 */
export function skillsDirLoads(version: string | null): Ability {
  const ability = since(version, '2.1.157', { older: 'Versions before 2.1.157 do not load plugins from there.' })
  const known = plain(version)
  if (!ability.can || known === null || gte(known, '2.1.329')) return ability
  return { can: true, certain: false, why: 'Documented from 2.1.157 on, and measured with 2.1.329.' }
}

/**
 * Pointing a known marketplace at another place by adding that place, and back again without uninstalling anything.
 * Measured with 2.1.329: see server/plugins/modes/steps.ts.
 */
export const marketplaceCanMove = (version: string | null): Ability =>
  since(version, '2.1.329', {
    older:
      'Whether an older version than 2.1.329 can point a marketplace elsewhere and back without uninstalling its plugins is not known.',
  })

function since(version: string | null, least: string, { older }: { older: string }): Ability {
  const known = plain(version)
  if (known === null) return { can: false, certain: false, why: 'The version of Claude Code is not known.' }
  if (!gte(known, least)) return { can: false, certain: isMeasured(known), why: older }
  if (isMeasured(known)) return { can: true, certain: true, why: `Measured with ${known}.` }
  return { can: true, certain: false, why: 'Measured with 2.1.329, not with this version.' }
}

const plain = (version: string | null) => (version === null ? null : plainVersion(version))
