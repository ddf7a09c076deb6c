import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ownPrefix, sweepLeftovers } from '../../server/probe/leftovers.ts'
import { temporaryFolder } from '../support/temporary.ts'
import { until } from '../support/until.ts'

/** Process 1 began when the machine did, so nothing of it began later. */
const DEAD = 'hotplug-probe-1-999999999999-'

test('what a killed probe left is removed, with whatever still works there', {
  skip: process.platform !== 'linux',
}, async () => {
  using folder = temporaryFolder()
  const left = join(folder.path, `${DEAD}abcdef`)
  mkdirSync(join(left, 'project'), { recursive: true })
  writeFileSync(join(left, 'project', 'CLAUDE.md'), 'Remember.')
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { cwd: join(left, 'project') })
  await once(child, 'spawn')
  const ended = once(child, 'exit')

  assert.equal(sweepLeftovers(folder.path), 1)
  assert.equal((await ended)[1], 'SIGKILL')
  await until(() => !existsSync(left))
})

test('what a running probe works in, and what only looks like a leftover, stays', () => {
  using folder = temporaryFolder()
  const elsewhere = join(folder.path, 'elsewhere')
  const stay = [`${ownPrefix()}abcdef`, `${DEAD}abc`, `${DEAD}abcde.`, 'hotplug-probe-x-1-abcdef', 'elsewhere']
  for (const name of stay) mkdirSync(join(folder.path, name))
  symlinkSync(elsewhere, join(folder.path, `${DEAD}linked`))

  assert.equal(sweepLeftovers(folder.path), 0)
  for (const name of stay) assert.ok(existsSync(join(folder.path, name)), name)
})
