import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { WatchState } from '../../../server/plugins/types.ts'
import {
  afterAttempt,
  decide,
  FRESH,
  type Memory,
  nudged,
  type Outcome,
  type Parting,
  type Sight,
} from '../../../server/plugins/watching/machine.ts'
import type { Entry, FileDelta } from '../../../server/trees/types.ts'

const NOW = 1_000_000_000
const LIMIT = 3

const entry = (path: string, over: Partial<Entry> = {}): Entry => ({
  path,
  kind: 'file',
  size: 100,
  mode: 0o644,
  mtimeMs: NOW - 1000,
  ctimeMs: NOW - 1000,
  ino: 1,
  target: null,
  ...over,
})

const delta = (path: string, over: Partial<FileDelta> = {}): FileDelta => ({
  path,
  state: 'modified',
  aspects: ['content'],
  edited: 'source',
  source: entry(path),
  loaded: entry(path),
  ...over,
})

const gone = (path: string) => delta(path, { state: 'removed', source: null })
const empty = (path: string) => delta(path, { source: entry(path, { size: 0 }) })
const justWritten = (path: string) => delta(path, { source: entry(path, { ctimeMs: NOW - 5 }) })
const inCache = (path: string) => delta(path, { edited: 'cache' })
const onBoth = (path: string) => delta(path, { edited: 'both' })

const seen = (deltas: FileDelta[], over: Partial<Extract<Sight, { kind: 'compared' }>> = {}): Sight => ({
  kind: 'compared',
  deltas,
  unread: null,
  parting: null,
  ...over,
})

const undo = (over: Partial<Parting> = {}): Parting => ({
  action: 7,
  at: NOW - 500,
  running: false,
  sentence: 'Undone; waiting for the next save.',
  ...over,
})

const setback = (kind: 'retry' | 'busy' | 'failed', times: number, until = NOW - 1): Memory => ({
  ...FRESH,
  setback: { kind, sentence: 'It did not work.', times, until },
})

type Row = [what: string, memory: Memory, sight: Sight, state: WatchState, sync: string[], wait: number | null]

const ROWS: Row[] = [
  ['nothing differs', FRESH, seen([]), 'up to date', [], null],
  ['a save', FRESH, seen([delta('a')]), 'syncing', ['a'], null],
  ['an edit whose side is not known', FRESH, seen([delta('a', { edited: null })]), 'syncing', ['a'], null],
  ['a new file', FRESH, seen([delta('a', { state: 'added', loaded: null })]), 'syncing', ['a'], null],
  ['a file that is being written', FRESH, seen([justWritten('a'), delta('b')]), 'syncing', ['b'], 20],
  ['a file that is gone', FRESH, seen([gone('a')]), 'waiting', [], 250],
  ['a file that became empty', FRESH, seen([empty('a'), delta('b')]), 'syncing', ['b'], 250],
  [
    'a file that has been gone for long',
    { ...FRESH, doubts: new Map([['gone a', NOW - 250]]) },
    seen([gone('a')]),
    'syncing',
    ['a'],
    null,
  ],
  [
    'a file that was empty and is gone now',
    { ...FRESH, doubts: new Map([['empty a', NOW - 900]]) },
    seen([gone('a')]),
    'waiting',
    [],
    250,
  ],
  ['an edit in the loaded copy', FRESH, seen([inCache('a')]), 'conflict', [], null],
  ['edits on both sides', FRESH, seen([onBoth('a')]), 'conflict', [], null],
  ['a conflict beside a save', FRESH, seen([onBoth('a'), delta('b')]), 'syncing', ['b'], null],
  [
    'a new empty file',
    FRESH,
    seen([delta('a', { state: 'added', loaded: null, source: entry('a', { size: 0 }) })]),
    'syncing',
    ['a'],
    null,
  ],
  ['no source', FRESH, { kind: 'unreachable', sentence: 'It is not there.' }, 'waiting', [], 1000],
  ['a part that cannot be read', FRESH, seen([], { unread: 'skills cannot be read.' }), 'waiting', [], 1000],
  ['a part that cannot be read, and a save', FRESH, seen([delta('a')], { unread: 'No.' }), 'syncing', ['a'], 1000],
  ['an undo', FRESH, seen([delta('a')], { parting: undo() }), 'waiting', [], null],
  ['an undo under way', FRESH, seen([delta('a')], { parting: undo({ running: true }) }), 'waiting', [], 20],
  [
    'a save after an undo',
    FRESH,
    seen([delta('a', { source: entry('a', { ctimeMs: NOW - 100 }) })], { parting: undo() }),
    'syncing',
    ['a'],
    null,
  ],
  ['an undo of a sync, source and copy equal again', FRESH, seen([], { parting: undo() }), 'up to date', [], null],
  [
    'a conflict beside what was undone',
    FRESH,
    seen([onBoth('a'), gone('b')], { parting: undo() }),
    'conflict',
    [],
    null,
  ],
  ['a first refusal', setback('retry', 1), seen([delta('a')]), 'syncing', ['a'], null],
  ['refusals that do not end', setback('retry', 6), seen([delta('a')]), 'waiting', ['a'], null],
  ['another Hotplug at work', setback('busy', 1, NOW + 15), seen([delta('a')]), 'waiting', [], 15],
  ['a failure', setback('failed', 1, NOW + 500), seen([delta('a')]), 'failed', [], 500],
  ['a failure whose time has come', setback('failed', 1), seen([delta('a')]), 'failed', ['a'], null],
  ['a failure that is over', setback('failed', 9, NOW + 500), seen([]), 'up to date', [], null],
  ['a runaway', { ...FRESH, stopped: 'Stopped.' }, seen([delta('a')]), 'failed', [], null],
]

describe('what a watch does about', () => {
  for (const [what, memory, sight, state, sync, wait] of ROWS)
    test(what, () => {
      const turn = decide(memory, sight, NOW)
      assert.equal(turn.standing.state, state)
      assert.deepEqual([...turn.sync], sync)
      assert.equal(turn.lookAt, wait === null ? null : NOW + wait)
      assert.match(turn.standing.sentence, /\.$/)
    })
})

test('it is never up to date while anything differs, whatever happened before', () => {
  const kinds = [delta('a'), justWritten('a'), gone('a'), empty('a'), inCache('a'), onBoth('a')]
  const memories = [FRESH, setback('retry', 1), setback('busy', 1), setback('failed', 1), { ...FRESH, stopped: 'No.' }]
  for (const one of kinds)
    for (const memory of memories)
      for (const parting of [null, undo(), undo({ running: true })])
        assert.notEqual(decide(memory, seen([one], { parting }), NOW).standing.state, 'up to date')
})

test('what is doubted is believed once it has lasted, and forgotten when it is there again', () => {
  const first = decide(FRESH, seen([gone('a')]), NOW)
  const early = decide(first.memory, seen([gone('a')]), NOW + 249)
  assert.equal(early.sync.size, 0)
  assert.deepEqual([...decide(early.memory, seen([gone('a')]), NOW + 250).sync], ['a'])
  const back = decide(early.memory, seen([]), NOW + 249)
  assert.equal(decide(back.memory, seen([gone('a')]), NOW + 300).sync.size, 0)
})

test('an undo is respected until the source changes, a removal there included', () => {
  const parting = undo()
  const held = decide(FRESH, seen([delta('a')], { parting }), NOW)
  assert.equal(held.sync.size, 0)
  const still = decide(held.memory, seen([delta('a')], { parting }), NOW + 60_000)
  assert.equal(still.sync.size, 0)
  const removed = decide(still.memory, seen([delta('a'), gone('b')], { parting }), NOW + 60_001)
  assert.deepEqual([...removed.sync], ['a'])
  assert.equal(decide(removed.memory, seen([gone('b')], { parting }), NOW + 60_300).sync.size, 1)
})

const after = (outcomes: Outcome[], from = FRESH) =>
  outcomes.reduce((memory, outcome, index) => afterAttempt(memory, outcome, NOW + index, LIMIT), from)

test('more syncs within a minute than the limit stop it, with their number; fewer do not', () => {
  const done: Outcome = { kind: 'done' }
  assert.equal(after([done, done, done]).stopped, null)
  assert.match(after([done, done, done, done]).stopped ?? '', /^Stopped: it was synced 4 times within a minute/)
  assert.equal(afterAttempt(after([done, done, done]), done, NOW + 60_003, LIMIT).stopped, null)
})

test('each failure waits longer, up to half a minute; a save tries again at once, a success forgets it', () => {
  const failed: Outcome = { kind: 'failed', sentence: 'The disk is full.' }
  const pauses = [1, 2, 3, 20].map(
    (times) => (after(Array(times).fill(failed)).setback?.until ?? 0) - NOW - (times - 1),
  )
  assert.deepEqual(pauses, [500, 1000, 2000, 30_000])
  assert.deepEqual([...decide(nudged(after([failed])), seen([delta('a')]), NOW + 1).sync], ['a'])
  assert.equal(after([failed, { kind: 'done' }]).setback, null)
})

test('a cancelled sync is not begun again by itself', () => {
  assert.match(after([{ kind: 'cancelled' }]).stopped ?? '', /cancelled/)
})
