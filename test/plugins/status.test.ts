import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Plugin } from '../../server/claude/types.ts'
import { type Compared, statusOf } from '../../server/plugins/status.ts'
import type { FileDelta, TreeHead } from '../../server/trees/types.ts'
import { UNWATCHED } from '../views/samples.ts'

const PLUGIN: Plugin = {
  id: 'voice@lab',
  name: 'voice',
  marketplace: 'lab',
  description: null,
  version: '0.1.0',
  scope: 'user',
  enabled: true,
  enabledBy: { layer: 'user', file: '/c/settings.json', project: null, value: true },
  enablements: [],
  records: [],
  entry: null,
  loaded: { how: 'cache', path: '/c/plugins/cache/lab/voice/0.1.0', by: 'rule', certain: true, why: 'it is installed' },
  source: { path: '/dev/voice', by: 'link', why: 'you linked it' },
  suggestion: null,
  cached: [],
  installedAt: null,
  lastUpdated: null,
}

const head = (root: string, exists = true): TreeHead => ({
  root,
  exists,
  via: null,
  files: 3,
  bytes: 9,
  newestMs: 1,
  skipped: [],
})

const delta = (state: FileDelta['state'], edited: FileDelta['edited'] = 'source'): FileDelta => ({
  path: `${state}.md`,
  state,
  aspects: ['content'],
  edited,
  source: null,
  loaded: null,
})

const compared = (deltas: readonly FileDelta[], sourceExists = true): Compared => ({
  key: 'voice@lab',
  error: null,
  source: head('/dev/voice', sourceExists),
  loaded: head('/c/plugins/cache/lab/voice/0.1.0'),
  deltas,
  same: 3,
  ignored: 0,
  problems: [],
})

const IN_PLACE: Plugin = { ...PLUGIN, loaded: { ...PLUGIN.loaded, how: 'in-place', path: '/dev/voice' } }
const GONE: Plugin = { ...PLUGIN, loaded: { ...PLUGIN.loaded, how: 'missing', why: 'it is not there' } }

const CASES: [situation: string, plugin: Plugin, compared: Compared, status: string, word: string][] = [
  ['same as its source', PLUGIN, compared([]), 'live', 'Live'],
  [
    'three files differ',
    PLUGIN,
    compared([delta('modified'), delta('added'), delta('removed')]),
    'drifted',
    'Drifted 3',
  ],
  ['edited in the cache', PLUGIN, compared([delta('modified', 'cache')]), 'cache-edited', 'Edited in cache 1'],
  [
    'edited on both sides',
    PLUGIN,
    compared([delta('modified', 'both'), delta('added')]),
    'cache-edited',
    'Edited in cache 1',
  ],
  ['not compared yet', PLUGIN, null, 'not-loaded', 'Checking…'],
  ['read in place', IN_PLACE, 'nothing', 'live', 'Live'],
  ['no source known', { ...PLUGIN, source: null }, 'nothing', 'live', 'Live'],
  [
    'disabled, though it drifts',
    { ...PLUGIN, enabled: false },
    compared([delta('modified')]),
    'not-loaded',
    'Disabled',
  ],
  ['its folder is gone', GONE, 'nothing', 'problem', 'Folder missing'],
  ['its source is gone', PLUGIN, compared([], false), 'problem', 'Source missing'],
  ['the comparison failed', PLUGIN, { key: 'voice@lab', error: 'No more memory.' }, 'problem', 'Not compared'],
]

for (const [situation, plugin, result, status, word] of CASES) {
  test(`${situation}: ${word}`, () => {
    const row = statusOf({
      plugin,
      compared: result,
      steps: [],
      remedy: 'none',
      editedAt: null,
      lastSyncAt: null,
      sessions: null,
      watch: UNWATCHED,
      brokenLink: null,
    })
    assert.deepEqual([row.status, row.word], [status, word])
    assert.ok(row.sentence.startsWith(word))
  })
}

test('drift is counted by state, and unknown until it was compared', () => {
  const drift = (result: Compared) =>
    statusOf({
      plugin: PLUGIN,
      compared: result,
      steps: [],
      remedy: 'none',
      editedAt: null,
      lastSyncAt: null,
      sessions: null,
      watch: UNWATCHED,
      brokenLink: null,
    }).drift
  assert.equal(drift(null), null)
  assert.deepEqual(
    drift(compared([delta('modified', 'both'), delta('modified'), delta('added'), delta('removed', 'cache')])),
    {
      modified: 2,
      added: 1,
      removed: 1,
      cacheEdited: 2,
    },
  )
})

test('a linked folder that is gone is a problem, not a plugin without a source', () => {
  const plugin = { ...PLUGIN, source: null }
  const facts = {
    plugin,
    compared: compared([]),
    steps: [],
    remedy: 'none',
    editedAt: null,
    lastSyncAt: null,
    sessions: null,
    watch: UNWATCHED,
  }
  const row = statusOf({ ...facts, brokenLink: '/dev/voice' })
  assert.deepEqual([row.status, row.word], ['problem', 'Source missing'])
  assert.match(row.sentence, /\/dev\/voice/)
})
