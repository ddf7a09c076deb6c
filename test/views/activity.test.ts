import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WatchState } from '../../server/plugins/types.ts'
import { activityLine } from '../../views/activity.ts'

const drawn = (watched: [WatchState, number][]) =>
  String(activityLine({ activities: [], watched: new Map(watched) }))
    .replace(/<[^>]+>/g, '')
    .trim()

const CASES: [watched: [WatchState, number][], says: string][] = [
  [[], ''],
  [[['up to date', 1]], 'Sync on save 1 plugin: up to date'],
  [[['up to date', 3]], 'Sync on save 3 plugins: all up to date'],
  [
    [
      ['up to date', 2],
      ['conflict', 1],
    ],
    'Sync on save 3 plugins: 1 conflict, 2 up to date',
  ],
]

for (const [watched, says] of CASES)
  test(`what is watched: ${JSON.stringify(watched)}`, () => assert.equal(drawn(watched), says))
