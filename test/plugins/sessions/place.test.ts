import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Evidence, NO_EVIDENCE } from '../../../server/claude/evidence/types.ts'
import { type PluginFacts, placeOf, type SessionFacts } from '../../../server/plugins/sessions/place.ts'

const OLD = '/cache/lab/voice/0.1.0'
const NEW = '/cache/lab/voice/0.2.0'
const LOCAL = '/dev/lab/voice'
const BEFORE = 500
const STARTED = 1000
const LATER = 2000

const record = (folder: string, installedAt = BEFORE, lastUpdated = installedAt) => ({
  folder,
  installedAt,
  lastUpdated,
})

const cached: PluginFacts = {
  ...{ id: 'voice@lab', name: 'voice', enabled: true, local: null, inSkills: null, isRefused: false },
  record: record(NEW),
  cached: [OLD, NEW],
  begunWith: undefined,
}
const local: PluginFacts = { ...cached, local: LOCAL }

const session = (evidence: Partial<Evidence> = {}, over: Partial<SessionFacts> = {}): SessionFacts => ({
  ...{ startedAt: STARTED, version: '2.1.329', marksItsUse: true, given: [] },
  evidence: { ...NO_EVIDENCE, ...evidence },
  ...over,
})
const older = (evidence: Partial<Evidence> = {}) => session(evidence, { version: '2.1.100', marksItsUse: false })
const leased = (...leases: [folder: string, since: number][]) => ({
  leases: leases.map(([folder, since]) => ({ folder, since })),
})
const reloaded = (at: number) => ({ commands: [{ command: '/reload-plugins', at }] as const })

/** 'FOLDER since START', 'absent', 'unknown', or 'nothing' where it does not concern the session. */
function placed(plugin: PluginFacts, facts: SessionFacts): string {
  const place = placeOf(plugin, facts)
  return place?.kind === 'reads'
    ? `${place.from.folder} ${place.since.at} ${place.since.by}`
    : (place?.kind ?? 'nothing')
}

const fromStart = (folder: string) => `${folder} ${STARTED} start`
const byReload = (folder: string, at = LATER) => `${folder} ${at} /reload-plugins`

const CASES: readonly [what: string, expected: string, plugin: PluginFacts, facts: SessionFacts][] = [
  ['a lease from its start', fromStart(NEW), cached, session(leased([NEW, STARTED - 40]))],
  ['a lease of the version before the update', fromStart(OLD), cached, session(leased([OLD, STARTED + 9]))],
  ['a second lease, of the new version', byReload(NEW, 90_000), cached, session(leased([OLD, STARTED], [NEW, 90_000]))],
  ['a first lease long after its start', byReload(NEW, 90_000), cached, session(leased([NEW, 90_000]))],
  ['no lease, in a version that leaves one', 'absent', cached, session()],
  ['a hook that ran from a version', byReload(OLD, LATER), cached, session({ hooks: [{ folder: OLD, at: LATER }] })],
  ['in place by the version of the session', fromStart(LOCAL), local, session()],
  ['from the cache by the version of the session', fromStart(NEW), local, older()],
  ['a version that is not known', 'unknown', local, session({}, { version: null })],
  [
    'a version that is not known, where it does not matter',
    fromStart(NEW),
    cached,
    session({}, { version: null, marksItsUse: false }),
  ],
  ['the skills folder', fromStart('/skills/voice'), { ...cached, record: null, inSkills: '/skills/voice' }, session()],
  ['disabled there', 'nothing', { ...local, enabled: false }, session()],
  ['disabled since, and still leased', fromStart(NEW), { ...cached, enabled: false }, session(leased([NEW, STARTED]))],
  ['installed for another project', 'nothing', { ...local, record: null }, session()],
  ['installed later', 'absent', { ...local, record: record(NEW, LATER) }, session()],
  [
    'installed later, and reloaded after that',
    byReload(LOCAL, 3000),
    { ...local, record: record(NEW, LATER) },
    session(reloaded(3000)),
  ],
  [
    'installed later, and reloaded before that',
    'absent',
    { ...local, record: record(NEW, LATER) },
    session(reloaded(1500)),
  ],
  [
    'updated later, one version is left of before',
    fromStart(OLD),
    { ...cached, record: record(NEW, BEFORE, LATER) },
    older(),
  ],
  [
    'updated later, several are left',
    'unknown',
    { ...cached, cached: [OLD, NEW, '/x'], record: record(NEW, BEFORE, LATER) },
    older(),
  ],
  [
    'updated later, and reloaded after that',
    byReload(NEW, 3000),
    { ...cached, record: record(NEW, BEFORE, LATER) },
    older(reloaded(3000)),
  ],
  ['seen to begin without it', 'absent', { ...local, begunWith: null }, session()],
  ['seen to begin without it, and reloaded', byReload(LOCAL), { ...local, begunWith: null }, session(reloaded(LATER))],
  ['seen to begin with another folder', fromStart('/dev/old'), { ...local, begunWith: '/dev/old' }, session()],
  [
    'seen to begin with it, disabled since',
    fromStart(LOCAL),
    { ...local, enabled: false, begunWith: LOCAL },
    session(),
  ],
  [
    'seen to begin with it, disabled since and reloaded',
    'nothing',
    { ...local, enabled: false, begunWith: LOCAL },
    session(reloaded(LATER)),
  ],
  ['shadowed by --plugin-dir', 'absent', local, session({}, { given: [{ name: 'voice', folder: '/dev/mine' }] })],
  ['refused by Claude Code', 'nothing', { ...local, isRefused: true }, session()],
]

for (const [what, expected, plugin, facts] of CASES) {
  test(`${what}: ${expected}`, () => assert.equal(placed(plugin, facts), expected))
}
