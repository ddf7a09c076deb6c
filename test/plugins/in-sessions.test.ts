import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CacheReason, Session } from '../../server/claude/types.ts'
import { inSessions } from '../../server/plugins/in-sessions.ts'
import * as samples from '../views/samples.ts'

const session = (pid: number, over: Partial<Session> = {}): Session => ({
  pid,
  alive: true,
  sessionId: null,
  cwd: `/home/ada/${pid}`,
  version: '2.1.329',
  startedAt: 1000,
  status: null,
  driver: 'interactive',
  ...over,
})

const loaded = samples.cached('voice', 'lab')
const leased = (pid: number, alive = true): CacheReason => ({ kind: 'leased', pid, alive })

function leftIn(reasons: CacheReason[], sessions: Session[], path = loaded.path) {
  const cached = [{ marketplace: 'lab', plugin: 'voice', version: '0.1.0', path, reasons }]
  return inSessions({ loaded, cached }, sessions, 5000).map(({ pid }) => pid)
}

test('sessions that use the loaded copy and began before it was changed, and no others', () => {
  const reasons = [leased(1), leased(2), leased(3, false), { kind: 'temp' } as const]
  assert.deepEqual(leftIn(reasons, [session(1), session(2, { startedAt: 6000 }), session(3), session(4)]), [1])
})

test('a session that left no word of itself, or not when it began, counts by its lease alone', () => {
  assert.deepEqual(leftIn([leased(1), leased(2)], [session(2, { startedAt: null })]), [1, 2])
})

test('another version in the cache, or a session that is gone, has nothing to do with it', () => {
  assert.deepEqual(leftIn([leased(1)], [session(1)], '/elsewhere'), [])
  assert.deepEqual(leftIn([leased(1)], [session(1, { alive: false })]), [])
})
